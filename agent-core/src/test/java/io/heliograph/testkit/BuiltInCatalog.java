package io.heliograph.testkit;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.format.BuiltInFormats;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The data formats that need no jar, for plugins in unit tests.
final class BuiltInCatalog implements PluginCatalog {
    private final BuiltInFormats formats = new BuiltInFormats();

    @Override
    public @Nullable PluginDescriptor find(String name) {
        return formats.plugins().stream()
                .filter(plugin -> plugin.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Set<String> names() {
        return formats.plugins().stream().map(PluginDescriptor::name).collect(Collectors.toSet());
    }
}
