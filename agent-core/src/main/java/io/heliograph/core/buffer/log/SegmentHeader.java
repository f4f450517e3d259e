package io.heliograph.core.buffer.log;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The 64 bytes in front of a segment: the same 32 twice, as no record can be checked without the salt, and one bad
/// bit must not cost more than a record.
///
/// ```
///  0 magic "HgLg"   4 version, u16   6 flags, u16   8 salt, u64   16 first row, u64   24 made at, u32 seconds   28
/// CRC32C
/// ```
///
/// @param salt goes into the checksum of every record
/// @param first the number of the first row
/// @param epochSeconds when the segment was made
record SegmentHeader(long salt, long first, long epochSeconds) {
    static final int BYTES = 64;
    private static final int HALF = 32;
    private static final int MAGIC = 0x674c6748;
    private static final int VERSION = 1;
    private static final int CRC_AT = 28;

    void write(ByteWriter out) {
        for (int copy = 0; copy < 2; copy++) {
            int at = out.size();
            out.zeros(HALF);
            out.putI32(at, MAGIC);
            out.putI32(at + 4, VERSION);
            out.putI64(at + 8, salt);
            out.putI64(at + 16, first);
            out.putI32(at + 24, (int) epochSeconds);
            out.putI32(at + CRC_AT, checksum(out.bytes(), at));
        }
    }

    /// The header, or null where it is none that this version knows.
    static @Nullable SegmentHeader read(byte[] bytes, int length) {
        for (int at = 0; at + HALF <= length; at += HALF) {
            if (ByteReader.i32(bytes, at) == MAGIC
                    && (ByteReader.i32(bytes, at + 4) & 0xffff) == VERSION
                    && ByteReader.i32(bytes, at + CRC_AT) == checksum(bytes, at)) {
                return new SegmentHeader(
                        ByteReader.i64(bytes, at + 8),
                        ByteReader.i64(bytes, at + 16),
                        ByteReader.i32(bytes, at + 24) & 0xffff_ffffL);
            }
        }
        return null;
    }

    private static int checksum(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, CRC_AT);
        return (int) crc.getValue();
    }
}
