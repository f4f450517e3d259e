package io.heliograph.core.config;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import io.heliograph.api.TagSet;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the core reads from the table of an aggregator.
public record AggregatorOptions(
        @Option(doc = "Another name, to tell this aggregator from others of its kind.", example = "minutes") @Nullable
        String alias,

        @Option(doc = "How much it logs: error, warn, info, debug or trace.", example = "debug") @Nullable
        LogLevel logLevel,

        @Option(doc = "How long a window is.", defaultValue = "30s")
        Duration period,

        @Option(
                doc = "How long after its end a window waits for late metrics before it is pushed.",
                defaultValue = "100ms")
        Duration delay,

        @Option(doc = "How much older than its window a metric may be.", defaultValue = "0s")
        Duration grace,

        @Option(doc = "Whether the metrics that it takes go no further.", defaultValue = "false")
        boolean dropOriginal,

        @Inline Naming naming,

        @Option(doc = "Put on all of its metrics, where they have none of that key.", example = "{ rack = \"r1\" }")
        TagSet tags,

        @Inline FilterOptions filter,

        @Option(doc = "What to do where it cannot start: error, retry, ignore or probe.", defaultValue = "retry")
        StartupErrorBehavior startupErrorBehavior,

        @Option(doc = "For selections on the command line.", example = "{ site = \"north\" }")
        Map<String, String> labels)
        implements PluginOptions {

    /// @throws io.heliograph.api.InvalidOptionException for a time that cannot be
    public AggregatorOptions {
        Rules.positive("period", period);
        Rules.notNegative("delay", delay);
        Rules.notNegative("grace", grace);
    }
}
