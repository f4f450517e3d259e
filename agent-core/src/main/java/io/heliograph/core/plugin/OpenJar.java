package io.heliograph.core.plugin;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.config.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A jar whose class loader exists.
///
/// @param plugins by name, as the jar's providers list them
/// @param translators as they list them
record OpenJar(PluginJar jar, ClassLoader loader, Map<String, PluginDescriptor> plugins, List<Translator> translators) {
    /// Asks the providers of the jar, found by [ServiceLoader].
    ///
    /// @throws UnusableJarException where one of them fails, or there is none
    static OpenJar of(PluginJar jar, ClassLoader loader) throws UnusableJarException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return provided(jar, loader);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
            throw new UnusableJarException(LoadFailure.reason(broken), broken);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static OpenJar provided(PluginJar jar, ClassLoader loader) throws UnusableJarException {
        Map<String, PluginDescriptor> plugins = new TreeMap<>();
        List<Translator> translators = new ArrayList<>();
        for (PluginProvider provider : ServiceLoader.load(PluginProvider.class, loader)) {
            if (provider.getClass().getClassLoader() == loader) {
                add(provider, plugins);
                translators.addAll(provider.translators());
            }
        }
        if (plugins.isEmpty() && translators.isEmpty()) {
            throw new UnusableJarException("provides no plugin: META-INF/services/" + PluginProvider.class.getName()
                    + " names the class that lists them");
        }
        return new OpenJar(jar, loader, plugins, translators);
    }

    private static void add(PluginProvider provider, Map<String, PluginDescriptor> plugins)
            throws UnusableJarException {
        for (PluginDescriptor plugin : provider.plugins()) {
            if (plugins.put(plugin.name(), plugin) != null) {
                throw new UnusableJarException("provides " + plugin.name() + " twice");
            }
        }
    }

    /// The names under which the jar serves: the manifest's, where it has any, so that they do not depend on who
    /// opened it when.
    Set<String> names() {
        return jar.isListed() ? jar.names() : plugins.keySet();
    }

    /// What it reads of other programs' configurations.
    Set<String> reads() {
        Set<String> reads = new TreeSet<>();
        translators.forEach(translator -> reads.addAll(translator.reads()));
        return reads;
    }

    /// Who reads a foreign key, or null.
    @Nullable
    Translator translator(String key) {
        for (Translator translator : translators) {
            if (translator.reads().contains(key)) {
                return translator;
            }
        }
        return null;
    }

    /// What the manifest says and the providers do not.
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(names());
        missing.removeAll(plugins.keySet());
        return missing;
    }

    /// What the providers say and the manifest does not.
    Set<String> unlisted() {
        Set<String> unlisted = new TreeSet<>(plugins.keySet());
        unlisted.removeAll(names());
        return unlisted;
    }
}
