package io.heliograph.core.buffer.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A growing run of bytes, reused from record to record. Numbers are little-endian; varints are LEB128.
final class ByteWriter {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_OF_A_VARINT = 10;
    private static final int MOST_OF_A_CHAR = 3;

    private byte[] bytes = new byte[1024];
    private int size;

    /// What is behind [#size] is of no meaning. Good until the next write.
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /// Takes back what was written last.
    void truncate(int newSize) {
        size = newSize;
    }

    /// Takes away the first bytes; the others move up.
    void dropFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /// Lets go of room beyond so many bytes, when there is nothing in it.
    void shrink(int most) {
        if (size == 0 && bytes.length > most) {
            bytes = new byte[most];
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /// Adds so many zeros.
    void zeros(int count) {
        room(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void i64(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    void f64(double value) {
        i64(Double.doubleToRawLongBits(value));
    }

    void varint(long value) {
        room(MOST_OF_A_VARINT);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    /// A varint that is short for small numbers of either sign.
    void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    /// Takes over what another one has behind a place, in no more room than that needs.
    void become(ByteWriter other, int from) {
        int length = other.size - from;
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        size = length;
        System.arraycopy(other.bytes, from, bytes, 0, length);
    }

    void append(ByteWriter other) {
        append(other.bytes, 0, other.size);
    }

    void append(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void putU8(int at, int value) {
        bytes[at] = (byte) value;
    }

    void putI32(int at, int value) {
        INTS.set(bytes, at, value);
    }

    void putI64(int at, long value) {
        LONGS.set(bytes, at, value);
    }

    /// A text as UTF-8 behind its length in bytes. Half a surrogate pair takes the three bytes that UTF-8 forbids, so
    /// that every string comes back as it was.
    void text(String text) {
        int length = text.length();
        varint(utf8Length(text));
        room(MOST_OF_A_CHAR * length);
        int at = 0;
        for (; at < length && text.charAt(at) < 0x80; at++) {
            bytes[size++] = (byte) text.charAt(at);
        }
        while (at < length) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            point(point);
        }
    }

    private static int utf8Length(String text) {
        int sum = text.length();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                sum += c < 0x800 || pairs(text, at) ? 1 : 2; // a pair takes four bytes, two for each of its chars
            }
        }
        return sum;
    }

    private static boolean pairs(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private void point(int point) {
        if (point < 0x80) {
            bytes[size++] = (byte) point;
        } else if (point < 0x800) {
            bytes[size++] = (byte) (0xc0 | point >> 6);
            bytes[size++] = (byte) (0x80 | point & 0x3f);
        } else if (point < 0x10000) {
            bytes[size++] = (byte) (0xe0 | point >> 12);
            bytes[size++] = (byte) (0x80 | point >> 6 & 0x3f);
            bytes[size++] = (byte) (0x80 | point & 0x3f);
        } else {
            bytes[size++] = (byte) (0xf0 | point >> 18);
            bytes[size++] = (byte) (0x80 | point >> 12 & 0x3f);
            bytes[size++] = (byte) (0x80 | point >> 6 & 0x3f);
            bytes[size++] = (byte) (0x80 | point & 0x3f);
        }
    }
}
