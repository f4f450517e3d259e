package io.heliograph.plugins.internal;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.internal.discard.DiscardConfig;
import io.heliograph.plugins.internal.discard.DiscardOutput;
import io.heliograph.plugins.internal.mock.MockConfig;
import io.heliograph.plugins.internal.mock.MockInput;
import io.heliograph.plugins.internal.self.InternalConfig;
import io.heliograph.plugins.internal.self.InternalInput;
import java.util.List;

/// The plugins of this jar.
public final class InternalPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("inputs.internal", InternalConfig.class, InternalInput.class),
                PluginDescriptor.of("inputs.mock", MockConfig.class, MockInput.class),
                PluginDescriptor.of("outputs.discard", DiscardConfig.class, DiscardOutput.class));
    }
}
