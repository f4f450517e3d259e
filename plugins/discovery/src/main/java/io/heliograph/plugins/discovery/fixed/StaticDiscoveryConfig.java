package io.heliograph.plugins.discovery.fixed;

import io.heliograph.api.Option;
import java.util.List;
import java.util.Map;

/// The configuration of `discovery.static`.
public record StaticDiscoveryConfig(
        @Option(doc = "Addresses, as `host:port`.", example = "[\"localhost:9100\", \"db1:9100\"]", inSample = true)
        List<String> targets,

        @Option(
                doc = "Labels of all of them. Those that begin with two underscores say how to read the target.",
                example = "{ job = \"node\", __metrics_path__ = \"/metrics\" }")
        Map<String, String> labels) {}
