package io.heliograph.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSource;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.core.format.InfluxParserConfig.ParserType;
import io.heliograph.plugins.host.HostRun.Line;
import io.heliograph.plugins.host.HostRun.Value;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What Telegraf itself answered for frozen /proc trees; see the README beside them.
class TelegrafGoldensTest {
    private static final Path GOLDENS = Path.of("src/test/resources/telegraf");

    @TempDir
    private Path temp;

    @TestFactory
    Stream<DynamicTest> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDENS, 2)) {
            List<Path> cases = files.filter(path -> path.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
            assertThat(cases).hasSize(19);
            return cases.stream().map(this::test);
        }
    }

    private DynamicTest test(Path configuration) {
        return DynamicTest.dynamicTest(GOLDENS.relativize(configuration).toString(), () -> check(configuration));
    }

    private void check(Path configuration) throws Exception {
        Path snapshot = configuration.resolveSibling("");
        Path tree = Files.createTempDirectory(temp, "tree");
        copy(snapshot.resolve("first"), tree);
        String text = Files.readString(configuration).replace("{dir}", tree.toString());
        List<Line> expected =
                parse(Files.readString(Path.of(configuration.toString().replace(".conf", ".expected"))));
        try (HostRun run = new HostRun(text, tree)) {
            List<Line> lines = run.lines();
            if (text.contains("inputs.cpu")) {
                copy(snapshot.resolve("second"), tree);
                run.sleep(Duration.ofMillis(500));
                lines = run.lines();
            }
            assertSame(lines, expected);
        }
    }

    static void assertSame(List<Line> lines, List<Line> expected) {
        Map<String, Line> byKey = new HashMap<>();
        lines.forEach(line -> byKey.put(line.key(), line));
        assertThat(byKey.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(Line::key).toList());
        for (Line line : expected) {
            Line ours = byKey.get(line.key());
            for (Map.Entry<String, Value> field : line.fields().entrySet()) {
                assertThat(ours.fields().get(field.getKey()))
                        .as(line.series() + " " + field.getKey())
                        .matches(field.getValue()::matches, "is " + field.getValue());
            }
        }
    }

    static List<Line> parse(String lineProtocol) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        InfluxParserConfig settings = new InfluxParserConfig("1ns", ParserType.INTERNAL);
        InfluxParser parser = new InfluxParser(settings, new TestContext("parsers.influx"));
        parser.parse(ByteSource.of(lineProtocol, "expected"), out);
        return out.metrics().stream().map(Line::of).toList();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
