package io.heliograph.plugins.file.write;

import io.heliograph.api.ByteSink;
import io.heliograph.api.InvalidOptionException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// How written bytes are compressed.
///
/// @param algorithm of the file
/// @param level of [Deflater]; -2 for Huffman codes only
record Compression(Algorithm algorithm, int level) {
    private static final int HUFFMAN_ONLY = -2;

    enum Algorithm {
        NONE,
        GZIP,
        ZLIB
    }

    /// A gzip stream with a level; the JDK's own has none.
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out, int level) throws IOException {
            super(out);
            set(def, level);
        }
    }

    /// @param algorithm by its name in the configuration
    /// @param level 0 for the default
    /// @throws InvalidOptionException for another algorithm or level
    static Compression of(String algorithm, int level) {
        if (level < HUFFMAN_ONLY || level > Deflater.BEST_COMPRESSION) {
            throw new InvalidOptionException(
                    "compression_level", "not a level: " + level + " (from 1 to 9, or 0 for the default)");
        }
        int effort = level == 0 ? Deflater.DEFAULT_COMPRESSION : level;
        return switch (algorithm) {
            case "", "identity" -> new Compression(Algorithm.NONE, effort);
            case "gzip" -> new Compression(Algorithm.GZIP, effort);
            case "zlib" -> new Compression(Algorithm.ZLIB, effort);
            case "zstd" ->
                throw new InvalidOptionException("compression_algorithm", "zstd is not supported (try gzip)");
            default ->
                throw new InvalidOptionException(
                        "compression_algorithm", "no algorithm: '" + algorithm + "' (one of gzip, zlib, or empty)");
        };
    }

    boolean isNone() {
        return algorithm == Algorithm.NONE;
    }

    /// The bytes in compressed form, complete in themselves.
    ///
    /// @param into emptied first; not used where there is no compression
    /// @return where the result is
    ByteSink apply(ByteSink plain, ByteSink into) throws IOException {
        if (isNone()) {
            return plain;
        }
        into.clear();
        if (algorithm == Algorithm.GZIP) {
            try (OutputStream out = new Gzip(into, level)) {
                plain.writeTo(out);
            }
        } else {
            putZlib(plain, into);
        }
        return into;
    }

    private void putZlib(ByteSink plain, ByteSink into) throws IOException {
        Deflater deflater = new Deflater();
        set(deflater, level);
        try (OutputStream out = new DeflaterOutputStream(into, deflater)) {
            plain.writeTo(out);
        } finally {
            deflater.end();
        }
    }

    private static void set(Deflater deflater, int level) {
        if (level == HUFFMAN_ONLY) {
            deflater.setStrategy(Deflater.HUFFMAN_ONLY);
        } else {
            deflater.setLevel(level);
        }
    }
}
