package io.heliograph.core.plugin;

import io.heliograph.api.ApiVersion;
import io.heliograph.api.PluginDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// A jar by its manifest, which is all that is read of it until somebody asks for one of its plugins.
///
/// Two of them are equal when the file did not change.
///
/// @param id `Plugin-Id`
/// @param version `Plugin-Version`, or "unknown"
/// @param names `Heliograph-Plugins`: `inputs.redis`, …; empty where the line is missing
/// @param reads `Heliograph-Translates`: what it reads of other programs' configurations; mostly empty
record PluginJar(
        Path file, String id, String version, Set<String> names, Set<String> reads, long size, FileTime modified) {
    private static final String ID = "Plugin-Id";
    private static final String VERSION = "Plugin-Version";
    private static final String REQUIRES = "Plugin-Requires";
    private static final String NAMES = "Heliograph-Plugins";
    private static final String READS = "Heliograph-Translates";

    /// Reads the manifest.
    static PluginJar read(Path file) throws UnusableJarException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new UnusableJarException("has no manifest, so it is no plugin jar (docs/writing-a-plugin.md)");
            }
            return of(file, manifest.getMainAttributes());
        } catch (IOException broken) {
            throw new UnusableJarException("cannot be read as a jar: " + broken.getMessage(), broken);
        }
    }

    private static PluginJar of(Path file, Attributes manifest) throws IOException, UnusableJarException {
        String id = manifest.getValue(ID);
        if (id == null || id.isBlank()) {
            throw new UnusableJarException("has no " + ID + " in its manifest, so it is no plugin jar");
        }
        checkApi(manifest.getValue(REQUIRES));
        String version = manifest.getValue(VERSION);
        return new PluginJar(
                file,
                id.strip(),
                version == null ? "unknown" : version.strip(),
                names(manifest.getValue(NAMES)),
                words(manifest.getValue(READS)),
                Files.size(file),
                Files.getLastModifiedTime(file));
    }

    private static void checkApi(@Nullable String requires) throws UnusableJarException {
        String built = requires == null ? "" : requires.strip();
        if (built.isEmpty()) {
            throw new UnusableJarException("does not say which plugin API it was built for: its manifest needs "
                    + REQUIRES + ": " + ApiVersion.CURRENT);
        }
        if (!built.equals(Integer.toString(ApiVersion.CURRENT))) {
            throw new UnusableJarException(
                    "was built for version " + built + " of the plugin API, and this agent has version "
                            + ApiVersion.CURRENT + ": take a jar that was built for it");
        }
    }

    private static Set<String> names(@Nullable String line) throws UnusableJarException {
        Set<String> names = words(line);
        for (String name : names) {
            try {
                PluginDescriptor.kindOf(name);
            } catch (IllegalArgumentException unknownKind) {
                throw new UnusableJarException(NAMES + ": " + unknownKind.getMessage(), unknownKind);
            }
        }
        return names;
    }

    private static Set<String> words(@Nullable String line) {
        Set<String> words = new TreeSet<>();
        StringTokenizer each = new StringTokenizer(line == null ? "" : line);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        return words;
    }

    /// What the manifest of a jar names that cannot be used; empty where there is none to be read.
    static Set<String> claimed(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest == null
                    ? Set.of()
                    : words(manifest.getMainAttributes().getValue(NAMES));
        } catch (IOException | IllegalArgumentException broken) {
            return Set.of();
        }
    }

    /// Whether the manifest says what the jar provides. One that does not has to be opened to be found out.
    boolean isListed() {
        return !names.isEmpty() || !reads.isEmpty();
    }

    /// The file's name, by which problems name the jar.
    String fileName() {
        return file.getFileName().toString();
    }

    JarProblem problem(String reason) {
        return new JarProblem(fileName(), reason);
    }
}
