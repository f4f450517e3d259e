package io.heliograph.plugins.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import io.heliograph.testkit.PluginRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the cases of this module's plugins through the plugins alone, without an agent.
class CasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> folders = files.filter(file -> file.endsWith("heliograph.toml")).map(Path::getParent).sorted().toList();
            assertThat(folders).hasSizeGreaterThan(6);
            return folders.stream()
                    .map(folder -> DynamicTest.dynamicTest(CASES.relativize(folder).toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws Exception {
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("expected.out"))) {
            if (!line.isBlank()) {
                expected.add(shown(PluginRun.parse(line).get(0), hasTime(line)));
            }
        }
        boolean times = expected.isEmpty() || hasTime(Files.readAllLines(folder.resolve("expected.out")).get(0));
        List<Metric> found = PluginRun.run(
                new TransformPlugins(),
                Files.readString(folder.resolve("heliograph.toml")),
                Files.readString(folder.resolve("input.influx")),
                NOW);
        assertThat(found.stream().map(metric -> shown(metric, times))).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean hasTime(String line) {
        return line.matches(".* -?\\d+");
    }

    private static String shown(Metric metric, boolean time) {
        List<String> fields = new ArrayList<>();
        metric.toMap().forEach((key, value) -> fields.add(key + "=" + value.getClass().getSimpleName() + " " + value));
        fields.sort(null);
        return metric.series() + " " + fields + (time ? " " + metric.epochNanos() : "");
    }
}
