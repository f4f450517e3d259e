package io.heliograph.core.plugin;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.config.Translator;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.config.PluginTrust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All plugins that there are: those of the core, and those of the jars in one folder.
///
/// Of a jar only the manifest is read, until somebody asks for a plugin that it names. Then it gets a class loader of
/// its own, which lives until [#close]. A jar that cannot serve is a [JarProblem], and the others do not notice.
/// Nothing is written. Thread-safe.
public final class PluginHost implements PluginCatalog, AutoCloseable {
    private final Path folder;
    private final JarLoaders loaders = new JarLoaders();
    private final Map<String, PluginDescriptor> builtIn = new TreeMap<>();
    /// Which jar serves a name.
    private final Map<String, PluginJar> jars = new TreeMap<>();
    /// Which jar reads a foreign key.
    private final Map<String, PluginJar> readers = new TreeMap<>();
    /// By id, as the next.
    private final Map<String, OpenJar> opened = new TreeMap<>();
    /// Jars that were asked for and could not serve: not tried again until the file changes.
    private final Map<String, FailedJar> failed = new TreeMap<>();
    private final List<JarProblem> problems = new ArrayList<>();
    private PluginTrust trust = PluginTrust.ANY;
    private boolean scanned;

    private record FailedJar(PluginJar jar, String reason) {}

    /// Looks at the folder when it is first asked for something.
    ///
    /// @param builtIn plugins that come with the core; a jar's plugin of the same name is left out
    public PluginHost(Path folder, List<PluginProvider> builtIn) {
        this.folder = folder;
        for (PluginProvider provider : builtIn) {
            for (PluginDescriptor plugin : provider.plugins()) {
                this.builtIn.put(plugin.name(), plugin);
            }
        }
    }

    /// What jars have to show before they are opened, from now on. One that is open stays open.
    @Override
    public synchronized void trust(PluginTrust wanted) {
        if (!wanted.equals(trust)) {
            trust = wanted;
            failed.clear();
            scanned = false;
        }
    }

    /// Looks at the folder, if nobody has: a jar without a list of its plugins is opened for that.
    private void look() {
        if (!scanned) {
            rescan();
        }
    }

    /// Looks at the folder again: new jars serve from now on. A jar that is open stays as it is, changed or removed.
    public synchronized void rescan() {
        scanned = true;
        PluginFolder found = PluginFolder.scan(folder);
        jars.clear();
        readers.clear();
        problems.clear();
        problems.addAll(found.problems());
        opened.values().forEach(this::serve);
        failed.values().removeIf(known -> !found.jars().contains(known.jar()));
        for (PluginJar jar : found.jars()) {
            if (!failed.containsKey(jar.id())) {
                admit(jar);
            }
        }
    }

    private void admit(PluginJar jar) {
        OpenJar inUse = opened.get(jar.id());
        if (inUse != null) {
            if (!inUse.jar().equals(jar)) {
                problems.add(
                        jar.problem("is not the file that is in use under the id " + jar.id() + ": restart to use it"));
            }
        } else if (jar.isListed()) {
            serve(jar, jar.names());
            read(jar, jar.reads());
        } else {
            problems.add(jar.problem(
                    "has no Heliograph-Plugins in its manifest, so it is opened at every start to see what it has"));
            open(jar);
        }
    }

    private void serve(PluginJar jar, Set<String> names) {
        for (String name : names) {
            PluginJar earlier = builtIn.containsKey(name) ? null : jars.putIfAbsent(name, jar);
            if (builtIn.containsKey(name)) {
                problems.add(jar.problem("its " + name + " is left out: the agent has one of that name"));
            } else if (earlier != null && earlier != jar) {
                problems.add(
                        jar.problem("its " + name + " is left out: " + earlier.fileName() + " has one of that name"));
            }
        }
    }

    private void read(PluginJar jar, Set<String> keys) {
        for (String key : keys) {
            PluginJar earlier = readers.putIfAbsent(key, jar);
            if (earlier != null && earlier != jar) {
                problems.add(jar.problem(
                        "its translator of " + key + " is left out: " + earlier.fileName() + " has one for it"));
            }
        }
    }

    private void serve(OpenJar open) {
        serve(open.jar(), open.names());
        read(open.jar(), open.jar().isListed() ? open.jar().reads() : open.reads());
        for (String name : open.missing()) {
            problems.add(open.jar().problem("its manifest names " + name + ", which it does not provide"));
        }
        for (String name : open.unlisted()) {
            problems.add(open.jar()
                    .problem("its " + name + " is left out: its manifest does not name it (Heliograph-Plugins)"));
        }
    }

    private @Nullable OpenJar open(PluginJar jar) {
        OpenJar open = opened.get(jar.id());
        if (open != null) {
            return open;
        }
        try {
            JarProof.check(jar.file(), trust);
            open = OpenJar.of(jar, loaders.open(jar));
            opened.put(jar.id(), open);
            serve(open);
        } catch (UnusableJarException unusable) {
            loaders.close(jar);
            failed.put(jar.id(), new FailedJar(jar, unusable.reason()));
            jars.values().removeIf(served -> served == jar);
            readers.values().removeIf(reader -> reader == jar);
        }
        return open;
    }

    /// Opens the jar that reads it, if it is not open.
    @Override
    public synchronized @Nullable Translator translator(String reads) {
        look();
        PluginJar jar = readers.get(reads);
        OpenJar open = jar == null ? null : open(jar);
        Translator translator = open == null ? null : open.translator(reads);
        if (open != null && translator == null) {
            problems.add(open.jar().problem("its manifest says that it reads " + reads + ", which it does not"));
            readers.remove(reads);
        }
        return translator;
    }

    /// The plugin of that name. Opens the jar that has it, if it is not open.
    ///
    /// @param name kind and name: `inputs.redis`
    /// @return null where there is none, or its jar cannot serve: [#problems] says why
    @Override
    public synchronized @Nullable PluginDescriptor find(String name) {
        look();
        PluginDescriptor own = builtIn.get(name);
        PluginJar jar = jars.get(name);
        if (own != null || jar == null) {
            return own;
        }
        OpenJar open = open(jar);
        return open == null ? null : open.plugins().get(name);
    }

    /// The names of all plugins, as manifests have them: the jar of one that nobody asked for may turn out not to
    /// serve.
    @Override
    public synchronized Set<String> names() {
        look();
        Set<String> names = new TreeSet<>(builtIn.keySet());
        names.addAll(jars.keySet());
        return names;
    }

    @Override
    public synchronized @Nullable String whyMissing(String name) {
        for (JarProblem problem : problems()) {
            if (problem.missing().contains(name)) {
                return problem.toString();
            }
        }
        return null;
    }

    /// What is wrong with jars, as far as is known by now.
    public synchronized List<JarProblem> problems() {
        look();
        List<JarProblem> all = new ArrayList<>(problems);
        for (FailedJar known : failed.values()) {
            all.add(new JarProblem(
                    known.jar().fileName(), known.reason(), known.jar().names()));
        }
        all.sort(Comparator.comparing(JarProblem::toString));
        return List.copyOf(all);
    }

    /// Where a plugin's classes come from: the context class loader of the threads that run it. The core's own for a
    /// plugin of the core.
    ///
    /// @throws IllegalArgumentException for a name that [#find] does not find
    public synchronized ClassLoader loaderOf(String name) {
        PluginDescriptor plugin = find(name);
        if (plugin == null) {
            throw new IllegalArgumentException("no plugin " + name);
        }
        return plugin.plugin().getClassLoader();
    }

    /// The class loaders of the jars that are open, by the jar's id.
    public synchronized Map<String, ClassLoader> loaders() {
        Map<String, ClassLoader> present = new TreeMap<>();
        opened.forEach((id, open) -> present.put(id, open.loader()));
        return present;
    }

    /// Closes all class loaders. Plugins must have stopped: they find no further class of theirs.
    @Override
    public synchronized void close() {
        loaders.stopPlugins();
        opened.values().forEach(open -> loaders.close(open.jar()));
        opened.clear();
        jars.clear();
    }
}
