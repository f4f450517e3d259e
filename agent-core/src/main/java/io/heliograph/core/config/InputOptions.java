package io.heliograph.core.config;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import io.heliograph.api.TagSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the core reads from the table of an input. What is null is the agent's.
public record InputOptions(
        @Option(doc = "Another name, to tell this input from others of its kind.", example = "primary") @Nullable
        String alias,

        @Option(doc = "How much it logs: error, warn, info, debug or trace.", example = "debug") @Nullable
        LogLevel logLevel,

        @Option(doc = "How often it gathers, instead of the agent's `interval`.", example = "60s") @Nullable
        Duration interval,

        @Option(doc = "Times are rounded to this, instead of the agent's `precision`.", example = "1ms") @Nullable
        Duration precision,

        @Option(doc = "Each gather is put off by a random time up to this.", example = "2s") @Nullable
        Duration collectionJitter,

        @Option(doc = "Each gather is put off by this.", example = "1s") @Nullable
        Duration collectionOffset,

        @Option(doc = "A gather that takes longer is interrupted.", example = "45s") @Nullable
        Duration gatherTimeout,

        @Option(doc = "What to do where it cannot start: error, retry, ignore or probe.", defaultValue = "retry")
        StartupErrorBehavior startupErrorBehavior,

        @Option(doc = "Where times come from: metric, collection_start or collection_end.", defaultValue = "metric")
        TimeSource timeSource,

        @Option(doc = "The ids of the `[[discovery.…]]` tables whose targets it takes.", example = "[\"nodes\"]")
        List<String> discovery,

        @Inline Naming naming,

        @Option(doc = "Put on all of its metrics, where they have none of that key.", example = "{ rack = \"r1\" }")
        TagSet tags,

        @Inline FilterOptions filter,

        @Option(doc = "For selections on the command line.", example = "{ site = \"north\" }")
        Map<String, String> labels)
        implements PluginOptions {

    /// @throws io.heliograph.api.InvalidOptionException for a time that cannot be
    public InputOptions {
        Rules.positive("interval", interval);
        Rules.positive("gather_timeout", gatherTimeout);
        Rules.notNegative("precision", precision);
        Rules.notNegative("collection_jitter", collectionJitter);
        Rules.notNegative("collection_offset", collectionOffset);
    }
}
