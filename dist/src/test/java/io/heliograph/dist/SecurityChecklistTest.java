package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The checklist of docs/security.md is kept: every test that it names is there, and every line has one or says why
/// not.
class SecurityChecklistTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final int ITEMS = 16;

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
            if (line.matches("\\| \\d+ \\|.*")) {
                rows.add(line.split("\\s*(?<!\\\\)\\|\\s*"));
            }
        }
        return rows;
    }

    @Test
    void everyNamedTestIsThere() throws IOException {
        Map<String, String> sources = testSources();
        Set<String> missing = new TreeSet<>();
        int named = 0;
        for (String[] row : rows()) {
            Matcher test = TEST.matcher(row[row.length - 1]);
            while (test.find()) {
                named++;
                Pattern method = Pattern.compile("void " + test.group(2) + "\\(");
                if (!method.matcher(sources.getOrDefault(test.group(1), "")).find()) {
                    missing.add(test.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(30);
    }

    @Test
    void everyLineHasATestOrSaysWhyNot() throws IOException {
        Set<Integer> items = new HashSet<>();
        for (String[] row : rows()) {
            items.add(Integer.parseInt(row[1]));
            String proof = row[row.length - 1];
            assertThat(TEST.matcher(proof).find() || proof.startsWith("not yet:") || proof.startsWith("by command:"))
                    .as(String.join(" | ", row))
                    .isTrue();
        }
        assertThat(items).hasSize(ITEMS);
    }

    /// Class name to text.
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(SecurityChecklistTest::isTestSource).toList()) {
                String name = file.getFileName().toString();
                sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
            }
        }
        return sources;
    }

    private static boolean isTestSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/java/");
    }
}
