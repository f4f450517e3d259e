package io.heliograph.plugins.prometheus.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.plugins.prometheus.exposition.ExpositionParser;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.exposition.ParsingSlots;
import io.heliograph.plugins.prometheus.exposition.Reading;
import io.heliograph.plugins.prometheus.exposition.Strictness;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import io.heliograph.testkit.RecordingAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real exporters show, read with one `metric_version` and shown with the same, is the same again.
class RoundTripTest {
    private static final Path SCRAPES = Path.of("src/test/resources/telegraf/scrape");
    /// Another format, one series twice, and a histogram without the parts that it must have.
    private static final List<String> OTHERWISE = List.of("openmetrics", "duplicate", "incomplete");

    private static final Naming ANY = new Naming(new Names(NameSanitization.UTF8));

    private static List<Metric> read(String text, MetricVersion version) throws Exception {
        RecordingAccumulator rows = new RecordingAccumulator();
        new ExpositionParser(Reading.plain(version, Strictness.PROMETHEUS, true))
                .parse(ByteSource.of(text, "test"), ExpositionFormat.TEXT, new ParsingSlots(1), rows);
        return rows.metrics();
    }

    private static String shown(List<Metric> rows, MetricVersion version, Path scrape) {
        Translation translation = version == MetricVersion.V1
                ? new FamilyTranslation(ANY, MetricTypes.NONE, true)
                : new SampleTranslation(ANY, MetricTypes.NONE, true);
        Exposure exposure = new Exposure(translation, Duration.ZERO, 64 << 20);
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.forEach(batch::add);
        assertThat(exposure.add(batch.seal(), 1)).as("%s", scrape).isEqualTo(WriteResult.ACCEPTED);
        ByteSink page = new ByteSink();
        ExpositionWriter writer = new ExpositionWriter(page, false, true);
        String last = exposure.writeNext(null, writer, 1);
        while (last != null) {
            last = exposure.writeNext(last, writer, 1);
        }
        return page.toString();
    }

    private static List<Path> scrapes(String version) throws IOException {
        try (Stream<Path> files = Files.walk(SCRAPES)) {
            return files.filter(file -> file.endsWith("input.txt")
                            && file.toString().contains("/" + version + "/")
                            && OTHERWISE.stream().noneMatch(file.toString()::contains))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> texts(List<Metric> rows) {
        return rows.stream()
                .map(row -> row.series() + " " + row.type() + " " + new TreeMap<>(row.toMap()))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void shows_what_was_scraped(String name) throws Exception {
        MetricVersion version = name.equals("v1") ? MetricVersion.V1 : MetricVersion.V2;
        List<Path> scrapes = scrapes(name);
        assertThat(scrapes).hasSizeGreaterThan(5);
        for (Path scrape : scrapes) {
            List<Metric> rows = read(Files.readString(scrape), version);
            String page = shown(rows, version, scrape);
            assertThat(texts(read(page, version))).as("%s", scrape).isEqualTo(texts(rows));
        }
    }
}
