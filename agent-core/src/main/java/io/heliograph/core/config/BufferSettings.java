package io.heliograph.core.config;

import io.heliograph.api.DataSize;
import io.heliograph.api.Option;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The keys of `[agent]` about what is kept for outputs that cannot write.
public record BufferSettings(
        @Option(
                doc =
                        "Metrics that are kept for each output while it cannot write. Without it `buffer_memory` alone counts.",
                example = "10000")
        @Nullable
        Integer metricBufferLimit,

        @Option(doc = "Bytes that are kept in memory for each output.", defaultValue = "64MiB")
        DataSize bufferMemory,

        @Option(doc = "Telegraf's choice of a buffer. Without meaning here.", example = "memory") @Nullable
        String bufferStrategy,

        @Option(doc = "Telegraf's folder for buffers. Without meaning here.", example = "/var/lib/telegraf") @Nullable
        Path bufferDirectory,

        @Option(doc = "Whether Telegraf syncs its buffers. Without meaning here.", defaultValue = "true")
        boolean bufferDiskSync) {

    /// @throws io.heliograph.api.InvalidOptionException for a number that cannot be
    public BufferSettings {
        Rules.positive("metric_buffer_limit", metricBufferLimit);
    }
}
