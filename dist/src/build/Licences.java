import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The licences of the libraries that are shipped: a folder for each, and a list.
final class Licences {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");
    private static final Pattern TEXT = Pattern.compile("META-INF/(LICEN[CS]E|NOTICE)[^/]*", Pattern.CASE_INSENSITIVE);

    private final Path texts;
    private final Map<String, Library> known = new TreeMap<>();

    private record Library(String artifact, String licence, String copyright, String source) {}

    /// @param texts the folder with `third-party.txt` and a text for each licence named in it
    Licences(Path texts) throws IOException {
        this.texts = texts;
        for (String line : Files.readAllLines(texts.resolve("third-party.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\\|");
                known.put(cells[0].strip(), new Library(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
    }

    /// @throws IOException also for a library that nobody listed
    void collect(Path parts, Path licences) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "Libraries in lib/ and inside the jars of plugins/. The texts are in a folder for each; those of the Java runtime in runtime/legal/."));
        Set<String> unlisted = new TreeSet<>();
        Set<String> unused = new TreeSet<>(known.keySet());
        for (Path jar : jars(parts)) {
            Matcher name = JAR.matcher(jar.getFileName().toString());
            Library library = name.matches() ? known.get(name.group(1)) : null;
            if (library == null) {
                unlisted.add(jar.getFileName().toString());
                continue;
            }
            unused.remove(library.artifact());
            write(library, jar, licences.resolve(library.artifact()));
            lines.add("%s %s: %s. %s. %s".formatted(
                    library.artifact(), name.group(2), library.licence(), library.copyright().replaceAll("\\.$", ""), library.source()));
        }
        if (!unlisted.isEmpty()) {
            throw new IOException("no licence is named for " + unlisted + ": add a line to " + texts.resolve("third-party.txt"));
        }
        unused.forEach(artifact -> System.out.println("not shipped any more: " + artifact + " (" + texts + "/third-party.txt)"));
        Files.write(licences.resolve("THIRD-PARTY.txt"), lines);
    }

    private static List<Path> jars(Path parts) throws IOException {
        Map<String, Path> jars = new TreeMap<>();
        for (String folder : List.of("lib", "plugins")) {
            for (Path jar : Assemble.list(parts.resolve(folder))) {
                if (!isOurs(jar)) {
                    jars.put(jar.getFileName().toString(), jar);
                }
            }
        }
        return List.copyOf(jars.values());
    }

    private static boolean isOurs(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return "Heliograph".equals(file.getManifest().getMainAttributes().getValue("Implementation-Vendor"));
        }
    }

    private void write(Library library, Path jar, Path folder) throws IOException {
        Files.createDirectories(folder);
        boolean hasLicence = false;
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(entry -> TEXT.matcher(entry.getName()).matches()).toList()) {
                Path text = folder.resolve(entry.getName().substring("META-INF/".length()));
                Files.write(text, file.getInputStream(entry).readAllBytes());
                hasLicence |= !text.getFileName().toString().toUpperCase(java.util.Locale.ROOT).startsWith("NOTICE");
            }
        }
        if (!hasLicence) {
            String text = Files.readString(texts.resolve(library.licence() + ".txt"));
            Files.writeString(folder.resolve("LICENSE"), library.artifact() + "\n" + library.copyright() + "\n\n" + text);
        }
    }
}
