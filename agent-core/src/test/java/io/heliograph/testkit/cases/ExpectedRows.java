package io.heliograph.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rows of a text in line protocol, some of them without a time.
record ExpectedRows(List<Metric> rows) {
    // no row of a case is so old: the parser gives it to rows without a time
    private static final Instant LONG_AGO = Instant.ofEpochSecond(-9_000_000_000L);
    private static final long UNTIMED = LONG_AGO.getEpochSecond() * 1_000_000_000;

    static ExpectedRows parse(String text) throws ParseException {
        RecordingAccumulator rows = new RecordingAccumulator();
        InfluxParserConfig settings = new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL);
        TestContext context = new TestContext("parsers.influx").at(LONG_AGO);
        new InfluxParser(settings, context).parse(ByteSource.of(text, "expected.out"), rows);
        return new ExpectedRows(rows.metrics());
    }

    /// Whether some row has a time.
    boolean timed() {
        return rows.stream().anyMatch(row -> row.epochNanos() != UNTIMED);
    }

    /// All of these, and no others, in any order.
    void assertSame(List<Metric> found) {
        List<String> expected = texts();
        assertThat(texts(found, expected)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /// Whether [#assertSame] would pass.
    boolean isSame(List<Metric> found) {
        List<String> expected = texts();
        List<String> texts = texts(found, expected);
        expected.sort(null);
        texts.sort(null);
        return texts.equals(expected);
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Metric row : rows) {
            texts.add(row.epochNanos() == UNTIMED ? untimed(row) : timed(row));
        }
        return texts;
    }

    private static List<String> texts(List<Metric> found, List<String> expected) {
        List<String> texts = new ArrayList<>();
        for (Metric row : found) {
            texts.add(expected.contains(untimed(row)) ? untimed(row) : timed(row));
        }
        return texts;
    }

    private static String timed(Metric row) {
        return untimed(row) + " " + row.epochNanos();
    }

    private static String untimed(Metric row) {
        Map<String, String> fields = new TreeMap<>();
        row.toMap().forEach((key, value) -> fields.put(key, value.getClass().getSimpleName() + ' ' + value));
        return row.series() + " " + fields;
    }
}
