package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is shipped of other people: all of it is listed, none of it is known to be bad, and the bill of materials has
/// it.
class DependenciesIT {
    private static final Path LISTS = Path.of("src/licenses");
    private static final Path PARTS = Path.of("target/parts");
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");
    private static final Set<String> OURS = Set.of("agent-core", "plugin-api");

    /// Artifact to version, of the libraries in `lib/` and inside the plugins' jars.
    private static Map<String, String> shipped() throws IOException {
        Map<String, String> shipped = new TreeMap<>();
        for (String folder : Set.of("lib", "plugins")) {
            try (Stream<Path> jars = Files.list(PARTS.resolve(folder))) {
                jars.map(jar -> JAR.matcher(jar.getFileName().toString()))
                        .filter(Matcher::matches)
                        .filter(jar ->
                                !OURS.contains(jar.group(1)) && !jar.group(1).startsWith("plugins-"))
                        .forEach(jar -> shipped.put(jar.group(1), jar.group(2)));
            }
        }
        assertThat(shipped).hasSizeGreaterThan(10);
        return shipped;
    }

    private static Map<String, String> list(String name) throws IOException {
        Map<String, String> cells = new TreeMap<>();
        for (String line : Files.readAllLines(LISTS.resolve(name))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] row = line.split("\\|");
                cells.put(row[0].strip(), row[1].strip());
            }
        }
        return cells;
    }

    @Test
    void onlyWhatIsListedIsShipped() throws IOException {
        assertThat(shipped().keySet()).isEqualTo(list("third-party.txt").keySet());
    }

    @Test
    void nothingIsShippedThatIsKnownToBeBad() throws IOException {
        Map<String, String> firstGood = list("known-vulnerable.txt");
        Set<String> bad = new TreeSet<>();
        shipped().forEach((artifact, version) -> {
            if (isBad(version, firstGood.get(artifact))) {
                bad.add(artifact + " " + version);
            }
        });
        assertThat(bad).isEmpty();
        assertThat(isBad("2.8.1", firstGood.get("gson"))).isTrue();
        assertThat(isBad("0.4", firstGood.get("snappy"))).isTrue();
    }

    private static boolean isBad(String version, String firstGood) {
        return firstGood != null
                && (firstGood.equals("*") || Version.parse(version).compareTo(Version.parse(firstGood)) < 0);
    }

    @Test
    void theBillOfMaterialsHasWhatIsShipped() throws IOException {
        String bill = Files.readString(Distribution.built().home().resolve("sbom.json"));
        assertThat(bill).contains("\"bomFormat\" : \"CycloneDX\"");
        shipped()
                .forEach(
                        (artifact, version) -> assertThat(bill).contains("/" + artifact + "@" + version + "?type=jar"));
    }
}
