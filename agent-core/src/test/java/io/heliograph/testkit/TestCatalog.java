package io.heliograph.testkit;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.config.Translator;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.format.BuiltInFormats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The plugins of some providers and the built-in data formats, all on the class path.
public final class TestCatalog implements PluginCatalog {
    private final Map<String, PluginDescriptor> byName = new LinkedHashMap<>();
    private final Map<String, Translator> byKey = new LinkedHashMap<>();

    private TestCatalog() {}

    /// A catalog of these providers' plugins.
    public static TestCatalog of(PluginProvider... providers) {
        TestCatalog catalog = new TestCatalog();
        catalog.add(new BuiltInFormats());
        for (PluginProvider provider : providers) {
            catalog.add(provider);
        }
        return catalog;
    }

    /// A catalog of all jars on the class path.
    public static TestCatalog onClassPath(PluginProvider... others) {
        TestCatalog catalog = of(others);
        ServiceLoader.load(PluginProvider.class).forEach(catalog::add);
        return catalog;
    }

    private void add(PluginProvider provider) {
        for (PluginDescriptor plugin : provider.plugins()) {
            byName.put(plugin.name(), plugin);
        }
        for (Translator translator : provider.translators()) {
            translator.reads().forEach(key -> byKey.put(key, translator));
        }
    }

    @Override
    public @Nullable PluginDescriptor find(String name) {
        return byName.get(name);
    }

    @Override
    public @Nullable Translator translator(String reads) {
        return byKey.get(reads);
    }

    @Override
    public Set<String> names() {
        return byName.keySet();
    }
}
