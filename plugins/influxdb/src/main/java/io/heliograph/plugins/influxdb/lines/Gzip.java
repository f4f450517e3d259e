package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.ByteSink;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Packs bodies with one deflater, which is used again: a new one costs 256 KiB of native memory each time.
final class Gzip implements AutoCloseable {
    private static final int FASTEST = 1;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    private final Deflater deflater = new Deflater(FASTEST, true);
    private final CRC32 crc = new CRC32();

    /// Appends a whole gzip member (RFC 1952).
    void pack(ByteSink plain, ByteSink out) {
        out.put(HEADER);
        deflater.reset();
        deflater.setInput(plain.array(), 0, plain.size());
        deflater.finish();
        while (!deflater.finished()) {
            out.reserve(8 * 1024);
            out.advance(deflater.deflate(out.array(), out.size(), out.array().length - out.size()));
        }
        crc.reset();
        crc.update(plain.array(), 0, plain.size());
        putLittleEndian(out, (int) crc.getValue());
        putLittleEndian(out, plain.size());
    }

    private static void putLittleEndian(ByteSink out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.put(value >> shift);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
