package io.heliograph.plugins.common.gzip;

import io.heliograph.api.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Puts bits into bytes, the lowest first (RFC 1951, section 3.1.1).
final class BitSink {
    /// Room behind what is written: eight bytes are stored at a time.
    static final int SLACK = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteSink out;
    private byte[] array;
    private int at;
    private long pending;
    private int count; // of pending bits, under 8 after each put

    BitSink(ByteSink out) {
        this.out = out;
        this.array = out.array();
        this.at = out.size();
    }

    /// Makes room for so many bytes, and [#SLACK].
    void reserve(int bytes) {
        out.advance(at - out.size());
        out.reserve(bytes + SLACK);
        array = out.array();
    }

    /// Appends up to 56 bits, for which there is room.
    void put(long bits, int length) {
        pending |= bits << count;
        count += length;
        LONG.set(array, at, pending);
        int whole = count >>> 3;
        at += whole;
        pending >>>= whole << 3; // at most 56: of 64 bits 7 or more would be left
        count &= 7;
    }

    /// Appends tokens, for which there is room. State is kept in local variables: half the time of a put for each.
    void put(int[] tokens, int size, TokenCode code) {
        byte[] to = array;
        int pos = at;
        long held = pending;
        int bits = count;
        for (int i = 0; i < size; i++) {
            int token = tokens[i];
            int coded = code.coded(token);
            held |= (long) (coded >>> TokenCode.CODE_SHIFT) << bits;
            bits += coded & TokenCode.BITS;
            int distance = token >>> Matches.DISTANCE_SHIFT;
            if (distance > 0) {
                int symbol = Symbols.ofDistance(distance);
                held |= code.distance(symbol, distance) << bits;
                bits += code.distanceBits(symbol);
            }
            LONG.set(to, pos, held);
            pos += bits >>> 3;
            held >>>= bits & ~7;
            bits &= 7;
        }
        at = pos;
        pending = held;
        count = bits;
    }

    /// Goes to the next whole byte.
    void align() {
        reserve(1);
        if (count > 0) {
            put(0, 8 - count);
        }
        out.advance(at - out.size());
    }

    /// Appends four bytes at a whole byte, the lowest first.
    void putInt(int value) {
        reserve(Integer.BYTES);
        put(value & 0xffff_ffffL, Integer.SIZE);
        out.advance(at - out.size());
    }

    /// Appends bytes at a whole byte.
    void put(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, array, at, length);
        at += length;
        out.advance(length);
    }
}
