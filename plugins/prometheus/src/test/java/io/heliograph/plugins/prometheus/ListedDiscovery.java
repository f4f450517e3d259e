package io.heliograph.plugins.prometheus;

import io.heliograph.api.Discoverer;
import io.heliograph.api.Option;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.TagSet;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import java.util.List;
import java.util.Map;

/// `discovery.listed`, for cases of discovered targets: finds what is listed.
public final class ListedDiscovery implements PluginProvider {
    /// What is found.
    public record Settings(
            @Option(doc = "Addresses.") List<String> targets,
            @Option(doc = "Labels of all of them.") Map<String, String> labels) {}

    /// The discoverer.
    public static final class Listed implements Discoverer {
        private final Settings settings;

        /// Made by the host.
        public Listed(Settings settings, PluginContext context) {
            this.settings = settings;
        }

        @Override
        public void run(TargetSink sink) throws InterruptedException {
            List<TagSet> targets = settings.targets.stream()
                    .map(address -> TagSet.of("__address__", address))
                    .toList();
            sink.update(new TargetGroup("listed", targets, TagSet.of(settings.labels)));
            sink.looked();
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(PluginDescriptor.of("discovery.listed", Settings.class, Listed.class));
    }
}
