package io.heliograph.plugins.mysql;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import java.util.List;

/// The plugins of this jar.
public final class MysqlPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(PluginDescriptor.of("inputs.mysql", MysqlConfig.class, MysqlInput.class));
    }
}
