package io.heliograph.plugins.prometheus;

import io.heliograph.api.Discoverer;
import io.heliograph.api.Option;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.TargetSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Stands in for the jar of discoveries, whose tests need this one.
final class Discoveries implements PluginProvider {
    /// As of `discovery.static`.
    public record Addresses(
            @Option(doc = "Addresses.") List<String> targets,
            @Option(doc = "Labels.") Map<String, String> labels) {}

    /// As of `discovery.file`.
    public record TargetFiles(
            @Option(doc = "Files.") List<String> files,

            @Option(doc = "When to read them again.", defaultValue = "5m")
            Duration refreshInterval) {}

    /// Finds nothing.
    public static final class Nowhere implements Discoverer {
        public Nowhere(Addresses config, PluginContext context) {}

        public Nowhere(TargetFiles config, PluginContext context) {}

        @Override
        public void run(TargetSink targets) {}
    }

    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("discovery.static", Addresses.class, Nowhere.class),
                PluginDescriptor.of("discovery.file", TargetFiles.class, Nowhere.class));
    }
}
