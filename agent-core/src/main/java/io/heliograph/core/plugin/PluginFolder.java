package io.heliograph.core.plugin;

import io.heliograph.core.config.FileRights;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The jars of a folder. The order of what comes out depends on ids and names of files only, never on the file system.
///
/// @param jars usable as far as their manifests say, by id
record PluginFolder(List<PluginJar> jars, List<JarProblem> problems) {
    /// Reads the manifests of all `*.jar` in the folder, not of folders in it.
    static PluginFolder scan(Path folder) {
        PluginFolder found = new PluginFolder(new ArrayList<>(), new ArrayList<>());
        Map<String, PluginJar> byId = new HashMap<>();
        for (Path file : found.files(folder)) {
            try {
                refuseForeign(file);
                found.add(PluginJar.read(file), byId);
            } catch (UnusableJarException unusable) {
                found.problems.add(
                        new JarProblem(file.getFileName().toString(), unusable.reason(), PluginJar.claimed(file)));
            }
        }
        found.jars.sort(Comparator.comparing(PluginJar::id));
        return found;
    }

    private void add(PluginJar jar, Map<String, PluginJar> byId) {
        PluginJar earlier = byId.putIfAbsent(jar.id(), jar);
        if (earlier == null) {
            jars.add(jar);
        } else {
            problems.add(jar.problem("is left out: " + earlier.fileName() + " has the same Plugin-Id, " + jar.id()
                    + " (versions " + jar.version() + " and " + earlier.version() + "); remove one of them"));
        }
    }

    /// Whoever may write a jar, or swap it, runs code as the agent.
    private static void refuseForeign(Path file) throws UnusableJarException {
        FileRights rights = FileRights.of(file);
        if (rights == null) {
            return;
        }
        if (!rights.isTrusted()) {
            throw new UnusableJarException("is not opened: it belongs to user " + rights.owner()
                    + ", who is neither root nor the agent's user (try chown root)");
        }
        if (rights.isOpenToGroup() || rights.isOpenToAll()) {
            throw new UnusableJarException("is not opened: its group or all users may write it (try chmod go-w)");
        }
    }

    private boolean isForeign(Path folder) {
        try {
            refuseForeign(folder);
            return false;
        } catch (UnusableJarException foreign) {
            problems.add(new JarProblem(folder.toString(), "this folder of plugins " + foreign.reason()));
            return true;
        }
    }

    private List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        if (isForeign(folder)) {
            return files;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : stream) {
                if (!Files.isDirectory(file)) {
                    files.add(file);
                }
            }
        } catch (IOException unreadable) {
            problems.add(new JarProblem(folder.toString(), "this folder of plugins cannot be read: " + unreadable));
        }
        files.sort(Comparator.comparing(Path::getFileName));
        return files;
    }
}
