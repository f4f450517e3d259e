package io.heliograph.core.buffer.log;

import java.util.zip.CRC32C;

/// The header of a record, 40 bytes, little-endian, at a multiple of 8:
///
/// ```
///  0 length of the payload, u32     16 type, u8         24 earliest time, i64
///  4 CRC32C of all else, u32        17 codec, u8        32 latest time, i64
///  8 number of its first row, u64   20 rows, u32        40 payload, zeros up to a multiple of 8
/// ```
///
/// The checksum begins with the salt of the segment, so that what a recycled block of the disk holds, or a copy of
/// another segment, is no record here. A length of 0 ends a segment.
final class Frame {
    static final int HEADER_BYTES = 40;
    static final int MOST_BYTES = HEADER_BYTES + RecordEncoder.MOST_BYTES + 8;

    /// Rows.
    static final int BATCH = 1;
    /// So many rows were dropped before they were written; the payload says nothing.
    static final int GAP = 2;

    /// Rejected rows: when, why, and then the rows.
    static final int LETTER = 3;

    private static final int CODEC = 1;
    private static final long MOST_SEQ = 1L << 62;
    private static final int CRC_AT = 4;
    private static final int SEQ_AT = 8;
    private static final int TYPE_AT = 16;
    private static final int CODEC_AT = 17;
    private static final int ROWS_AT = 20;
    private static final int MIN_AT = 24;
    private static final int MAX_AT = 32;

    private Frame() {}

    /// Fills in the header in front of a payload, all but the checksum, and pads behind it.
    static void finish(ByteWriter out, int at, int type, long seq, int rows, long minNanos, long maxNanos) {
        int length = out.size() - at - HEADER_BYTES;
        out.putI32(at, length);
        out.putI64(at + SEQ_AT, seq);
        out.putU8(at + TYPE_AT, type);
        out.putU8(at + CODEC_AT, CODEC);
        out.putI32(at + ROWS_AT, rows);
        out.putI64(at + MIN_AT, minNanos);
        out.putI64(at + MAX_AT, maxNanos);
        out.zeros(-length & 7);
    }

    /// Sets the checksum, for a segment.
    static void seal(ByteWriter out, int at, long salt) {
        out.putI32(at + CRC_AT, checksum(out.bytes(), at, salt));
    }

    static boolean isSound(byte[] bytes, int at, long salt) {
        return ByteReader.i32(bytes, at + CRC_AT) == checksum(bytes, at, salt);
    }

    private static int checksum(byte[] bytes, int at, long salt) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (salt >>> shift));
        }
        crc.update(bytes, at, CRC_AT);
        crc.update(bytes, at + SEQ_AT, total(bytes, at) - SEQ_AT);
        return (int) crc.getValue();
    }

    /// Whether a header may be one, as far as its numbers go.
    static boolean isPlausible(byte[] bytes, int at) {
        int length = length(bytes, at);
        int type = type(bytes, at);
        int rows = rows(bytes, at);
        return length > 0
                && length <= RecordEncoder.MOST_BYTES
                && bytes[at + CODEC_AT] == CODEC
                && rows > 0
                && ((type == BATCH || type == LETTER) && rows <= RecordEncoder.MOST_ROWS || type == GAP)
                && seq(bytes, at) >= 0
                && seq(bytes, at) < MOST_SEQ;
    }

    static int length(byte[] bytes, int at) {
        return ByteReader.i32(bytes, at);
    }

    /// Header, payload and padding.
    static int total(byte[] bytes, int at) {
        return HEADER_BYTES + (length(bytes, at) + 7 & ~7);
    }

    static long seq(byte[] bytes, int at) {
        return ByteReader.i64(bytes, at + SEQ_AT);
    }

    static int type(byte[] bytes, int at) {
        return bytes[at + TYPE_AT];
    }

    static int rows(byte[] bytes, int at) {
        return ByteReader.i32(bytes, at + ROWS_AT);
    }
}
