package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Protocol Buffers on the wire: fields with a tag (number and wire type) each, appended to a sink.
final class Wire {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_VARINT = 10;

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;

    private Wire() {}

    /// How many bytes a number takes: 1 to 10.
    static int size(long number) {
        return (63 - Long.numberOfLeadingZeros(number | 1)) / 7 + 1;
    }

    /// Writes a number into room that is there.
    ///
    /// @return where it ends
    static int put(byte[] array, int from, long number) {
        int at = from;
        long left = number;
        while ((left & ~0x7fL) != 0) {
            array[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        array[at++] = (byte) left;
        return at;
    }

    static void putNumber(ByteSink out, long number) {
        out.reserve(MOST_VARINT);
        out.advance(put(out.array(), out.size(), number) - out.size());
    }

    /// A field of the types `int64`, `uint32`, `enum`.
    static void putNumber(ByteSink out, int field, long number) {
        putNumber(out, (long) field << 3 | VARINT);
        putNumber(out, number);
    }

    /// A field of the types `sint32`, `sint64`.
    static void putSigned(ByteSink out, int field, long number) {
        putNumber(out, field, zigzag(number));
    }

    static long zigzag(long number) {
        return number << 1 ^ number >> 63;
    }

    /// A field of the type `double`.
    static void putDouble(ByteSink out, int field, long bits) {
        putNumber(out, (long) field << 3 | FIXED64);
        putFixed(out, bits);
    }

    static void putFixed(ByteSink out, long bits) {
        out.reserve(Long.BYTES);
        putFixed(out.array(), out.size(), bits);
        out.advance(Long.BYTES);
    }

    /// Writes the eight bytes of a `double` into room that is there.
    static void putFixed(byte[] array, int at, long bits) {
        LONG.set(array, at, bits);
    }

    /// Tag and length of a text, message or packed field; so many bytes must follow.
    static void putHead(ByteSink out, int field, int length) {
        putNumber(out, (long) field << 3 | LENGTH);
        putNumber(out, length);
    }

    static void putBytes(ByteSink out, int field, byte[] bytes) {
        putHead(out, field, bytes.length);
        out.put(bytes);
    }

    /// A field whose content stands in another sink.
    static void putMessage(ByteSink out, int field, ByteSink content) {
        putHead(out, field, content.size());
        out.put(content.array(), 0, content.size());
    }
}
