package io.heliograph.core.buffer.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads what [ByteWriter] wrote, and nothing beyond its end: whatever the bytes are, the worst is a
/// [DamagedRecordException].
final class ByteReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int at;
    private int end;

    /// Begins to read these bytes.
    void over(byte[] of, int from, int length) {
        bytes = of;
        at = from;
        end = from + length;
    }

    static int i32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long i64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    int left() {
        return end - at;
    }

    int u8() throws DamagedRecordException {
        need(1);
        return bytes[at++] & 0xff;
    }

    long i64() throws DamagedRecordException {
        need(Long.BYTES);
        long value = i64(bytes, at);
        at += Long.BYTES;
        return value;
    }

    double f64() throws DamagedRecordException {
        return Double.longBitsToDouble(i64());
    }

    long varint() throws DamagedRecordException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedRecordException("a number without an end");
    }

    long zigzag() throws DamagedRecordException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /// A count of things that take a byte at least, so that there cannot be more of them than bytes.
    int count() throws DamagedRecordException {
        return below(left() + 1L);
    }

    /// An index or a length below a bound.
    int below(long bound) throws DamagedRecordException {
        long value = varint();
        if (value < 0 || value >= bound) {
            throw new DamagedRecordException("a number beyond its bound");
        }
        return (int) value;
    }

    private void need(int count) throws DamagedRecordException {
        if (end - at < count) {
            throw new DamagedRecordException("ends too soon");
        }
    }

    String text() throws DamagedRecordException {
        int length = below(left() + 1L);
        need(length);
        int from = at;
        at += length;
        for (int i = from; i < at; i++) {
            if (bytes[i] < 0) {
                return wide(from);
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private String wide(int from) throws DamagedRecordException {
        StringBuilder text = new StringBuilder(at - from);
        int i = from;
        while (i < at) {
            int first = bytes[i] & 0xff;
            int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
            if (more > 0 && first < 0xc0 || first >= 0xf8 || at - i <= more) {
                throw new DamagedRecordException("no UTF-8");
            }
            int point = more == 0 ? first : first & 0x3f >> more;
            for (int next = 1; next <= more; next++) {
                point = point << 6 | bytes[i + next] & 0x3f;
            }
            if (!Character.isValidCodePoint(point)) {
                throw new DamagedRecordException("no UTF-8");
            }
            text.appendCodePoint(point);
            i += 1 + more;
        }
        return text.toString();
    }
}
