package io.heliograph.core.config;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the core reads from the table of an output. What is null is the agent's.
public record OutputOptions(
        @Option(
                doc = "Another name, to tell this output from others of its kind; also the name of its buffer.",
                example = "central")
        @Nullable
        String alias,

        @Option(doc = "How much it logs: error, warn, info, debug or trace.", example = "debug") @Nullable
        LogLevel logLevel,

        @Option(doc = "How often it writes, instead of the agent's `flush_interval`.", example = "30s") @Nullable
        Duration flushInterval,

        @Option(doc = "Each write is put off by a random time up to this.", example = "5s") @Nullable
        Duration flushJitter,

        @Option(doc = "Metrics in one write, instead of the agent's `metric_batch_size`.", example = "5000") @Nullable
        Integer metricBatchSize,

        @Option(
                doc = "Metrics that are kept while it cannot write, instead of the agent's `metric_buffer_limit`.",
                example = "100000")
        @Nullable
        Integer metricBufferLimit,

        @Option(
                doc = "Where its metrics wait, memory or disk, instead of the agent's `buffer_strategy`. Outputs whose "
                        + "metrics are worth nothing after a restart wait in memory unless this says otherwise.",
                example = "memory")
        @Nullable
        BufferStrategy bufferStrategy,

        @Option(
                doc =
                        "After an outage, sends what is in memory first and what is only on disk behind it, out of order. "
                                + "Not for receivers that refuse what is older than what they have.",
                defaultValue = "false")
        boolean freshFirst,

        @Option(doc = "What to do where it cannot start: error, retry, ignore or probe.", defaultValue = "retry")
        StartupErrorBehavior startupErrorBehavior,

        @Inline Naming naming,
        @Inline FilterOptions filter,

        @Option(doc = "For selections on the command line.", example = "{ site = \"north\" }")
        Map<String, String> labels)
        implements PluginOptions {

    /// @throws io.heliograph.api.InvalidOptionException for a time or a number that cannot be
    public OutputOptions {
        Rules.positive("flush_interval", flushInterval);
        Rules.notNegative("flush_jitter", flushJitter);
        Rules.positive("metric_batch_size", metricBatchSize);
        Rules.positive("metric_buffer_limit", metricBufferLimit);
    }
}
