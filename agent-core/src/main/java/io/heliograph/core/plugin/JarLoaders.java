package io.heliograph.core.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;

/// PF4J, which loads, isolates and unloads jars. It is told what the manifest said, and kept from all that it would
/// write or guess.
///
/// A class is looked for in the plugin's jar first, but for the JDK and [SharedClasses]. Not thread-safe, as PF4J is
/// not.
final class JarLoaders extends DefaultPluginManager {
    /// PF4J tells of every step that succeeds, at the level of a person's news. Held here, as the JDK forgets a level
    /// otherwise.
    private static final Logger CHATTER = Logger.getLogger("org.pf4j");

    static {
        CHATTER.setLevel(Level.WARNING);
    }

    JarLoaders() {
        super(List.of());
    }

    /// @throws UnusableJarException where PF4J refuses it
    ClassLoader open(PluginJar jar) throws UnusableJarException {
        ((Manifests) getPluginDescriptorFinder()).read.put(jar.file(), jar);
        try {
            String id = loadPlugin(jar.file());
            startPlugin(id);
            return getPluginClassLoader(id);
        } catch (RuntimeException refused) {
            throw new UnusableJarException("cannot be opened: " + refused.getMessage(), refused);
        }
    }

    /// Closes the jar's class loader, if it is open. What still runs classes of it finds no further ones.
    void close(PluginJar jar) {
        if (getPlugin(jar.id()) != null) {
            unloadPlugin(jar.id());
        }
    }

    /// The inherited method changes the list that it walks over (pf4j issue 656) and leaves plugins running.
    @Override
    public void stopPlugins() {
        for (PluginWrapper started : new ArrayList<>(getStartedPlugins()).reversed()) {
            stopPlugin(started.getPluginId());
        }
    }

    /// The version of the API is an integer, and was compared before.
    @Override
    protected boolean isPluginValid(PluginWrapper plugin) {
        return true;
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new Manifests();
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return wrapper -> new Plugin();
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new AllEnabled();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new Loader();
    }

    private final class Loader implements PluginLoader {
        private final ClassLoader shared = new SharedClasses(JarLoaders.class.getClassLoader());

        @Override
        public boolean isApplicable(Path file) {
            return true;
        }

        @Override
        public ClassLoader loadPlugin(Path file, PluginDescriptor plugin) {
            JarClasses classes = new JarClasses(JarLoaders.this, plugin, shared);
            classes.addFile(file.toFile());
            return classes;
        }
    }

    private static final class JarClasses extends PluginClassLoader {
        JarClasses(JarLoaders loaders, PluginDescriptor plugin, ClassLoader parent) {
            super(loaders, plugin, parent);
        }

        @Override
        protected boolean shouldDelegateToParent(String className) {
            return SharedClasses.isShared(className);
        }
    }

    private static final class Manifests implements PluginDescriptorFinder {
        private final Map<Path, PluginJar> read = new HashMap<>();

        @Override
        public boolean isApplicable(Path file) {
            return read.containsKey(file);
        }

        @Override
        public PluginDescriptor find(Path file) {
            PluginJar jar = read.get(file);
            return new DefaultPluginDescriptor(jar.id(), "", Plugin.class.getName(), jar.version(), "*", "", "");
        }
    }

    /// The inherited one keeps files beside the jars.
    private static final class AllEnabled implements PluginStatusProvider {
        @Override
        public boolean isPluginDisabled(String id) {
            return false;
        }

        @Override
        public void disablePlugin(String id) {
            throw new IllegalStateException("plugins are switched off by the configuration");
        }

        @Override
        public void enablePlugin(String id) {
            // it is
        }
    }
}
