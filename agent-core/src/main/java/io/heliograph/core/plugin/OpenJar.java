package io.heliograph.core.plugin;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A jar whose class loader exists.
///
/// @param plugins by name, as the jar's providers list them
record OpenJar(PluginJar jar, ClassLoader loader, Map<String, PluginDescriptor> plugins) {
    /// Asks the providers of the jar, found by [ServiceLoader].
    ///
    /// @throws UnusableJarException where one of them fails, or there is none
    static OpenJar of(PluginJar jar, ClassLoader loader) throws UnusableJarException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return new OpenJar(jar, loader, provided(loader));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
            throw new UnusableJarException(LoadFailure.reason(broken), broken);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, PluginDescriptor> provided(ClassLoader loader) throws UnusableJarException {
        Map<String, PluginDescriptor> plugins = new TreeMap<>();
        for (PluginProvider provider : ServiceLoader.load(PluginProvider.class, loader)) {
            if (provider.getClass().getClassLoader() == loader) {
                add(provider, plugins);
            }
        }
        if (plugins.isEmpty()) {
            throw new UnusableJarException("provides no plugin: META-INF/services/" + PluginProvider.class.getName()
                    + " names the class that lists them");
        }
        return plugins;
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
