package io.heliograph.plugins.file.write;

import io.heliograph.api.DataSize;
import io.heliograph.api.Ephemeral;
import io.heliograph.api.Identity;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Serializer;
import java.time.Duration;
import java.util.List;

/// Which files are written, and how.
///
/// @param files paths, and `stdout`
/// @param rotationInterval a file older than this is put aside; 0 for never
/// @param rotationMaxSize a file of this size is put aside; 0 for any size
/// @param rotationMaxArchives how many files that were put aside are kept; -1 for all
/// @param useBatchFormat whether a batch is written as one document
/// @param compressionAlgorithm empty for none
/// @param compressionLevel 0 for that of the algorithm
/// @param dataFormat writes the contents
public record FileOutputConfig(
        @Option(
                doc = "Files to append to; `stdout` is the standard output.",
                defaultValue = "[\"stdout\"]",
                example = "[\"/tmp/metrics.out\"]")
        @Identity
        List<String> files,

        @Option(
                doc = "A file is put aside and begun anew when it is older than this; 0 for never.",
                defaultValue = "0s",
                example = "24h")
        Duration rotationInterval,

        @Option(
                doc = "A file is put aside and begun anew when it has this size; 0 for any size.",
                defaultValue = "0",
                example = "10MB")
        DataSize rotationMaxSize,

        @Option(
                doc = "How many files that were put aside are kept, the oldest go first; -1 keeps all.",
                defaultValue = "5")
        int rotationMaxArchives,

        @Option(
                doc =
                        "Whether a batch is written as one document, where the format has such a form; otherwise each row stands for itself.",
                defaultValue = "false")
        boolean useBatchFormat,

        @Option(
                doc =
                        "Compresses what is written: `gzip`, `zlib`, or empty for not. Each write is complete in itself, so that a file can be "
                                + "read at any time. `zstd` is not supported.",
                defaultValue = "")
        String compressionAlgorithm,

        @Option(
                doc = "The effort of compression, 1 (fast) to 9 (small); 0 for that of the algorithm.",
                defaultValue = "0")
        int compressionLevel,

        @Option(doc = "The format to write; the format's own options stand in the same table.", defaultValue = "influx")
        Serializer dataFormat)
        implements Ephemeral {

    private static final int KEEP_ALL = -1;

    /// @throws InvalidOptionException for a negative number, and compression that is not there
    public FileOutputConfig {
        files = files.isEmpty() ? List.of("stdout") : List.copyOf(files);
        if (rotationInterval.isNegative()) {
            throw new InvalidOptionException(
                    "rotation_interval", "a negative time: " + rotationInterval + " (try 0s, 24h)");
        }
        if (rotationMaxArchives < KEEP_ALL) {
            throw new InvalidOptionException(
                    "rotation_max_archives",
                    "not a number of files: " + rotationMaxArchives + " (try 5, or -1 for all)");
        }
        Compression.of(compressionAlgorithm, compressionLevel);
    }

    Rotation rotation() {
        return new Rotation(rotationInterval, rotationMaxSize.bytes(), rotationMaxArchives);
    }

    /// What is only shown is not shown again.
    @Override
    public boolean isEphemeral() {
        return files.stream().allMatch("stdout"::equals);
    }
}
