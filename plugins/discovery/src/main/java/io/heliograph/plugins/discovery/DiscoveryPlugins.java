package io.heliograph.plugins.discovery;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.discovery.file.FileDiscoverer;
import io.heliograph.plugins.discovery.file.FileDiscoveryConfig;
import io.heliograph.plugins.discovery.fixed.StaticDiscoverer;
import io.heliograph.plugins.discovery.fixed.StaticDiscoveryConfig;
import java.util.List;

/// The plugins of this jar.
public final class DiscoveryPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("discovery.static", StaticDiscoveryConfig.class, StaticDiscoverer.class),
                PluginDescriptor.of("discovery.file", FileDiscoveryConfig.class, FileDiscoverer.class));
    }
}
