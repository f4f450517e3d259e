package io.heliograph.core.config;

import io.heliograph.api.Option;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the core reads from the table of a discovery.
public record DiscoveryOptions(
        @Option(doc = "The name by which inputs take its targets: `discovery = [\"nodes\"]`.", example = "nodes")
        String id,

        @Option(doc = "Another name, to tell it from others of its kind.", example = "primary") @Nullable
        String alias,

        @Option(doc = "How much it logs: error, warn, info, debug or trace.", example = "debug") @Nullable
        LogLevel logLevel,

        @Option(doc = "For selections on the command line.", example = "{ site = \"north\" }")
        Map<String, String> labels)
        implements PluginOptions {}
