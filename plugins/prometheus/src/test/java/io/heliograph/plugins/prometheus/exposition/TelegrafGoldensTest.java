package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The same rows as Telegraf, from the same texts; read twice, as the second time takes the short way.
class TelegrafGoldensTest {
    private static final Path GOLDENS = Path.of("src/test/resources/telegraf");

    @TestFactory
    List<DynamicTest> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDENS)) {
            List<DynamicTest> tests = files.filter(file -> file.endsWith("case.properties"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder ->
                            DynamicTest.dynamicTest(GOLDENS.relativize(folder).toString(), () -> check(folder)))
                    .toList();
            assertThat(tests).hasSize(31);
            return tests;
        }
    }

    private static void check(Path folder) throws Exception {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve("case.properties"))) {
            settings.load(in);
        }
        int version = Integer.parseInt(settings.getProperty("metric_version"));
        boolean ignores = Boolean.parseBoolean(settings.getProperty("ignore_timestamp"));
        ExpositionParser parser = new ExpositionParser(
                Reading.plain(MetricVersion.of("metric_version", version), Strictness.PROMETHEUS, ignores));
        for (int pass = 0; pass < 2; pass++) {
            RecordingAccumulator out = new RecordingAccumulator();
            parser.parse(text(folder.resolve("input.txt")), ExpositionFormat.TEXT, new ParsingSlots(1), out);
            assertThat(texts(out.metrics(), settings, true)).isEqualTo(texts(expected(folder), settings, false));
        }
    }

    private static ByteSource text(Path file) throws IOException {
        return ByteSource.of(Files.readAllBytes(file), file.toString());
    }

    private static List<Metric> expected(Path folder) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        try (TestContext context = new TestContext("parsers.influx")) {
            InfluxParserConfig config = new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL);
            new InfluxParser(config, context).parse(text(folder.resolve("expected.out")), out);
        }
        return out.metrics();
    }

    private static List<String> texts(List<Metric> metrics, Properties settings, boolean ours) {
        List<String> texts = new ArrayList<>();
        for (Metric metric : metrics) {
            TreeMap<String, Object> fields = new TreeMap<>(metric.toMap());
            fields.values().removeIf(value -> !Double.isFinite((Double) value));
            if (!fields.isEmpty()) {
                TreeMap<String, String> tags = new TreeMap<>(metric.tags().toMap());
                String typeTag = settings.getProperty("type_tag");
                if (ours && !typeTag.isEmpty()) {
                    tags.put(typeTag, metric.type().name().toLowerCase(java.util.Locale.ROOT));
                }
                // line protocol has no line feeds in tags
                tags.replaceAll((key, value) -> value.replace("\n", "\\n"));
                boolean times = Boolean.parseBoolean(settings.getProperty("times"));
                texts.add(metric.name() + tags + " " + fields + (times ? " " + metric.epochNanos() : ""));
            }
        }
        texts.sort(null);
        return texts;
    }
}
