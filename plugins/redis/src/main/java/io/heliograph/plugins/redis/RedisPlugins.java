package io.heliograph.plugins.redis;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import java.util.List;

/// The plugins of this jar.
public final class RedisPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(PluginDescriptor.of("inputs.redis", RedisConfig.class, RedisInput.class));
    }
}
