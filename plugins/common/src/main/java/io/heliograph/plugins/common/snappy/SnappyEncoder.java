package io.heliograph.plugins.common.snappy;

import io.heliograph.api.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Packs bytes in Snappy's block format (`format_description.txt` of Snappy). Confined to one thread.
///
/// *Structure.* The input is cut into fragments of 64 KiB, so that a distance fits 16 bits. Within a fragment, a table
/// remembers where each hash of four bytes was seen last. Where four bytes are there again, what came before is written
/// as a literal and the match as one or more copies; where nothing matches, the steps grow, so that noise costs little.
///
/// *Cost.* About 2 ns per byte for label blocks; nothing is allocated but room in the sink. The table is 32 KiB, and of
/// small inputs only a part of it is cleared.
public final class SnappyEncoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FRAGMENT = 1 << 16;
    private static final int MOST_TABLE_BITS = 14;
    private static final int LEAST_TABLE_BITS = 8;
    /// Behind the last place where a match may begin there are so many bytes, for reads of more than one.
    private static final int MARGIN = 15;
    private static final int FACTOR = 0x1e35a7bd;

    private final short[] seen = new short[1 << MOST_TABLE_BITS];

    // the fragment at hand
    private byte[] in = new byte[0];
    private byte[] out = in;
    private int at;
    private int shift;

    /// Appends the packed form of a part of an array.
    public void encode(byte[] bytes, int offset, int length, ByteSink to) {
        to.reserve(mostBytes(length));
        in = bytes;
        out = to.array();
        at = to.size();
        putLength(length);
        int end = offset + length;
        for (int from = offset; from < end; from += FRAGMENT) {
            fragment(from, Math.min(end, from + FRAGMENT));
        }
        to.advance(at - to.size());
        in = new byte[0];
        out = in;
    }

    /// How many bytes the packed form has at the very most.
    static int mostBytes(int length) {
        return Math.addExact(Math.addExact(32, length), length / 6);
    }

    private void putLength(int length) {
        int left = length;
        for (; left > 0x7f; left >>>= 7) {
            out[at++] = (byte) (left | 0x80);
        }
        out[at++] = (byte) left;
    }

    private void fragment(int start, int end) {
        int literal = start;
        if (end - start > MARGIN) {
            clearTable(end - start);
            literal = matches(start, end);
        }
        if (literal < end) {
            putLiteral(literal, end - literal);
        }
    }

    private void clearTable(int length) {
        int bits = Math.clamp(32 - Integer.numberOfLeadingZeros(length - 1), LEAST_TABLE_BITS, MOST_TABLE_BITS);
        Arrays.fill(seen, 0, 1 << bits, (short) 0);
        shift = 32 - bits;
    }

    /// Writes a fragment up to its last match.
    ///
    /// @return where that ends
    private int matches(int start, int end) {
        int limit = end - MARGIN;
        int literal = start;
        int from = start + 1;
        while (true) {
            int candidate = -1;
            for (int steps = 32; from <= limit; from += steps++ >>> 5) {
                candidate = exchange(start, from);
                if (int32(candidate) == int32(from)) {
                    break;
                }
            }
            if (from > limit) {
                return literal;
            }
            putLiteral(literal, from - literal);
            literal = copies(start, from, candidate, limit, end);
            from = literal + 1;
            if (literal > limit) {
                return literal;
            }
        }
    }

    /// Writes matches as long as one follows on another.
    ///
    /// @return where the last one ends
    private int copies(int start, int first, int firstCandidate, int limit, int end) {
        int from = first;
        int candidate = firstCandidate;
        do {
            int length = 4 + common(candidate + 4, from + 4, end);
            putCopies(from - candidate, length);
            from += length;
            if (from > limit) {
                return from;
            }
            exchange(start, from - 1);
            candidate = exchange(start, from);
        } while (int32(candidate) == int32(from));
        return from;
    }

    /// Notes a place under the hash of its bytes; the one that was noted before.
    private int exchange(int start, int place) {
        int slot = int32(place) * FACTOR >>> shift;
        int before = start + (seen[slot] & 0xffff);
        seen[slot] = (short) (place - start);
        return before;
    }

    private int int32(int index) {
        return (int) INT.get(in, index);
    }

    /// How many bytes are the same from two places on.
    private int common(int earlier, int later, int end) {
        int length = 0;
        for (; later + length <= end - 8; length += 8) {
            long differs = (long) LONG.get(in, earlier + length) ^ (long) LONG.get(in, later + length);
            if (differs != 0) {
                return length + (Long.numberOfTrailingZeros(differs) >>> 3);
            }
        }
        while (later + length < end && in[earlier + length] == in[later + length]) {
            length++;
        }
        return length;
    }

    private void putLiteral(int from, int length) {
        int tag = length - 1;
        if (tag < 60) {
            out[at++] = (byte) (tag << 2);
        } else if (tag < 1 << 8) {
            out[at++] = (byte) (60 << 2);
            out[at++] = (byte) tag;
        } else {
            out[at++] = (byte) (61 << 2);
            out[at++] = (byte) tag;
            out[at++] = (byte) (tag >>> 8);
        }
        System.arraycopy(in, from, out, at, length);
        at += length;
    }

    private void putCopies(int distance, int length) {
        int left = length;
        while (left >= 68) { // what is left must be 4 at least
            putCopy(distance, 64);
            left -= 64;
        }
        if (left > 64) {
            putCopy(distance, 60);
            left -= 60;
        }
        if (left < 12 && distance < 1 << 11) {
            out[at++] = (byte) (distance >>> 8 << 5 | left - 4 << 2 | 1);
            out[at++] = (byte) distance;
        } else {
            putCopy(distance, left);
        }
    }

    private void putCopy(int distance, int length) {
        out[at++] = (byte) (length - 1 << 2 | 2);
        out[at++] = (byte) distance;
        out[at++] = (byte) (distance >>> 8);
    }
}
