package io.heliograph.core.config;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the core reads from the table of a processor.
public record ProcessorOptions(
        @Option(doc = "Another name, to tell this processor from others of its kind.", example = "names") @Nullable
        String alias,

        @Option(doc = "How much it logs: error, warn, info, debug or trace.", example = "debug") @Nullable
        LogLevel logLevel,

        @Option(
                doc = "Processors run from the lowest to the highest; equal ones as they stand in the files.",
                defaultValue = "0")
        long order,

        @Option(doc = "What becomes of a metric at which it fails: pass or drop.", defaultValue = "pass")
        OnError onError,

        @Inline FilterOptions filter,

        @Option(doc = "What to do where it cannot start: error, retry, ignore or probe.", defaultValue = "retry")
        StartupErrorBehavior startupErrorBehavior,

        @Option(doc = "For selections on the command line.", example = "{ site = \"north\" }")
        Map<String, String> labels)
        implements PluginOptions {}
