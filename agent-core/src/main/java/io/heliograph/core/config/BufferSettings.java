package io.heliograph.core.config;

import io.heliograph.api.DataSize;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.core.buffer.log.SyncPolicy;
import io.heliograph.core.buffer.log.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The keys of `[agent]` about what is kept for outputs that cannot write.
public record BufferSettings(
        @Option(
                doc =
                        "Metrics that are kept in memory for each output while it cannot write. Without it `buffer_memory` alone counts; on disk, `buffer_max_bytes`.",
                example = "10000")
        @Nullable
        Integer metricBufferLimit,

        @Option(doc = "Bytes that are kept in memory for each output.", defaultValue = "64MiB")
        DataSize bufferMemory,

        @Option(
                doc =
                        "Where metrics wait for outputs: disk, where they survive the agent, or memory. Not for outputs that say otherwise, or whose metrics are worth nothing later.",
                defaultValue = "disk")
        BufferStrategy bufferStrategy,

        @Option(
                doc = "Telegraf's folder for buffers: the state directory, where `state_directory` is not set.",
                example = "/var/lib/telegraf")
        @Nullable
        Path bufferDirectory,

        @Option(doc = "Bytes that are kept on disk for each output.", defaultValue = "1GiB")
        DataSize bufferMaxBytes,

        @Option(doc = "What waits on disk for longer is dropped; 0s for never.", defaultValue = "0s")
        Duration bufferMaxAge,

        @Option(doc = "Bytes of the disk that buffers leave free.", defaultValue = "64MiB")
        DataSize bufferMinFreeDisk,

        @Option(
                doc = "What goes when a buffer on disk is full: drop_oldest, or reject, which refuses what comes.",
                defaultValue = "drop_oldest")
        WhenFull bufferWhenFull,

        @Option(
                doc =
                        "When metrics on disk are made safe from a power cut: interval, within a second and before a push is acknowledged, or always, with every write.",
                defaultValue = "interval")
        SyncPolicy bufferSync,

        @Option(
                doc = "Bytes of rejected metrics that are kept on disk for each output, see `heliograph dlq`.",
                defaultValue = "64MiB")
        DataSize deadLetterMaxBytes,

        @Option(doc = "Whether Telegraf syncs its buffers. Without meaning here.", defaultValue = "true")
        boolean bufferDiskSync) {
    private static final long LEAST_DISK_BYTES = 8 << 20;
    private static final long LEAST_LETTER_BYTES = 64 << 10;

    /// @throws io.heliograph.api.InvalidOptionException for a number that cannot be
    public BufferSettings {
        Rules.positive("metric_buffer_limit", metricBufferLimit);
        Rules.notNegative("buffer_max_age", bufferMaxAge);
        if (bufferMaxBytes.bytes() < LEAST_DISK_BYTES) {
            throw new InvalidOptionException(
                    "buffer_max_bytes", "must be 8MiB at least, is " + bufferMaxBytes + " (try 1GiB)");
        }
        if (deadLetterMaxBytes.bytes() < LEAST_LETTER_BYTES) {
            throw new InvalidOptionException(
                    "dead_letter_max_bytes", "must be 64KiB at least, is " + deadLetterMaxBytes + " (try 64MiB)");
        }
    }
}
