package io.heliograph.plugins.kapacitor;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.config.Translator;
import io.heliograph.plugins.kapacitor.configuration.KapacitorTranslator;
import java.util.List;

/// This jar has no plugins yet: it reads Kapacitor's configuration as one of ours.
public final class KapacitorPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of();
    }

    @Override
    public List<Translator> translators() {
        return List.of(new KapacitorTranslator());
    }
}
