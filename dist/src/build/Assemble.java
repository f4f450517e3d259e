import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Makes the folder that users run, `target/heliograph`, of the parts that Maven collected. Run by `pom.xml` as a
/// source file.
///
/// Arguments: the folder of the module `dist`, and the version.
final class Assemble {
    private final Path dist;
    private final Path parts;
    private final Path home;
    private final Path ownPlugins; // their names, for the next time

    private Assemble(Path dist) {
        this.dist = dist;
        parts = dist.resolve("target/parts");
        home = dist.resolve("target/heliograph");
        ownPlugins = dist.resolve("target/own-plugins.txt");
    }

    public static void main(String[] arguments) throws Exception {
        new Assemble(Path.of(arguments[0]).toRealPath()).run(arguments[1]);
    }

    private void run(String version) throws Exception {
        JavaRuntime.link(dist.resolve("src/build/modules.txt"), home.resolve("runtime"));
        for (String folder : List.of("bin", "lib", "conf", "licenses")) {
            delete(home.resolve(folder));
        }
        deleteOwnPlugins();
        copy(dist.resolve("src/main/bin"), home.resolve("bin"));
        copy(dist.resolveSibling("conf"), home.resolve("conf"));
        copy(parts.resolve("lib"), home.resolve("lib"));
        plugins();
        files(version);
        new Licences(dist.resolve("src/licenses")).collect(parts, home.resolve("licenses"));
        new StartCache(dist, home).train();
        Files.writeString(dist.resolve("target/built.stamp"), version); // dist/run compares its time with those of the sources
    }

    /// Jars that a user has put there stay.
    private void deleteOwnPlugins() throws IOException {
        if (Files.exists(ownPlugins)) {
            for (String name : Files.readAllLines(ownPlugins)) {
                Files.deleteIfExists(home.resolve("plugins").resolve(name));
            }
        }
    }

    /// Of what the plugins' modules need, only their own jars: the rest is packed inside.
    private void plugins() throws IOException {
        Files.createDirectories(home.resolve("plugins"));
        List<String> own = new ArrayList<>();
        for (Path jar : list(parts.resolve("plugins"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                Attributes manifest = file.getManifest().getMainAttributes();
                if (has(manifest, "Heliograph-Plugins") || has(manifest, "Heliograph-Translates")) {
                    Path copy = home.resolve("plugins").resolve(jar.getFileName());
                    replace(jar, copy);
                    keepToOwner(copy, "rw-r--r--");
                    own.add(jar.getFileName().toString());
                }
            }
        }
        keepToOwner(home.resolve("plugins"), "rwxr-xr-x");
        Files.write(ownPlugins, own);
    }

    /// Whatever umask builds: the agent opens no jar that others than its owner may write.
    private static void keepToOwner(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static boolean has(Attributes manifest, String name) {
        String value = manifest.getValue(name);
        return value != null && !value.isBlank();
    }

    private void files(String version) throws IOException {
        Path root = dist.getParent();
        for (String name : List.of("LICENSE", "NOTICE")) {
            replace(root.resolve(name), home.resolve(name));
        }
        replace(dist.resolve("heliograph.service"), home.resolve("heliograph.service"));
        Path bill = dist.resolve("target/sbom.json");
        if (Files.exists(bill)) {
            replace(bill, home.resolve("sbom.json"));
        } else {
            System.err.println("no sbom.json: Maven makes it only where it is not offline");
        }
        String text = Files.readString(dist.resolve("src/main/README.md"));
        Files.writeString(home.resolve("README.md"), text.replace("${version}", version));
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    replace(file, copy);
                }
            }
        }
    }

    static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Assemble::remove);
        }
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }
}
