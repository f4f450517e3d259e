package io.heliograph.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.heliograph.api.ByteSource;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InfluxParserTest {
    private final TestContext context = new TestContext("parsers.influx");
    private final RecordingAccumulator out = new RecordingAccumulator();

    @TestFactory
    Stream<DynamicTest> corpus() {
        return LineProtocolCorpus.cases("decode").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("name").getAsString(), () -> check(one)));
    }

    private static void check(JsonObject one) throws ParseException {
        try (TestContext host = new TestContext("parsers.influx")) {
            host.at(Instant.ofEpochSecond(0, one.get("default_time_ns").getAsLong()));
            InfluxParser parser = new InfluxParser(config(one.get("precision").getAsString()), host);
            RecordingAccumulator rows = new RecordingAccumulator();
            ByteSource text = ByteSource.of(LineProtocolCorpus.input(one), "corpus");
            JsonObject expect = one.getAsJsonObject("expect");
            if (expect.has("error")) {
                assertThatThrownBy(() -> parser.parse(text, rows)).isInstanceOf(ParseException.class);
            } else {
                parser.parse(text, rows);
                compare(expect, rows.metrics());
            }
        }
    }

    private static void compare(JsonObject expect, List<Metric> rows) {
        List<JsonElement> points = expect.getAsJsonArray("points").asList();
        assertThat(rows).hasSameSizeAs(points);
        for (int i = 0; i < rows.size(); i++) {
            JsonObject point = points.get(i).getAsJsonObject();
            Map<String, Object> fields = new LinkedHashMap<>();
            point.getAsJsonObject("fields")
                    .entrySet()
                    .forEach(field -> fields.put(
                            field.getKey(),
                            LineProtocolCorpus.value(field.getValue().getAsJsonObject())));
            assertThat(rows.get(i).name()).isEqualTo(point.get("name").getAsString());
            assertThat(rows.get(i).tags().toMap()).isEqualTo(LineProtocolCorpus.texts(point.getAsJsonObject("tags")));
            assertThat(rows.get(i).toMap()).isEqualTo(fields);
            assertThat(rows.get(i).epochNanos()).isEqualTo(point.get("time_ns").getAsLong());
        }
    }

    private static InfluxParserConfig config(String precision) {
        return new InfluxParserConfig(precision, InfluxParserConfig.ParserType.INTERNAL);
    }

    private InfluxParser parser() {
        return new InfluxParser(config("1ns"), context);
    }

    @Test
    void goodLinesAreEmittedAndBadOnesReported() {
        ByteSource text = ByteSource.of("a v=1 1\nb v=oops\nc v=\"x\ny\" 2\n\nd,t v=1\ne v=1i 3\n", "input.influx");

        ParseException faults = catchThrowableOfType(ParseException.class, () -> parser().parse(text, out));

        assertThat(out.metrics()).extracting(Metric::name).containsExactly("a", "c", "e");
        assertThat(faults.count()).isEqualTo(2);
        assertThat(faults.faults()).extracting(ParseException.Fault::line).containsExactly(2, 6);
        assertThat(faults).hasMessageStartingWith("input.influx: line 2: column 5: ");
    }

    @Test
    void aMissingQuoteSpoilsItsLineOnly() {
        ByteSource text = ByteSource.of("a v=\"oops 1\nb v=2 2\n", "input.influx");

        assertThatThrownBy(() -> parser().parse(text, out))
                .hasMessage("input.influx: line 1: column 5: no closing quote");

        assertThat(out.metrics()).extracting(Metric::name).containsExactly("b");
    }

    @Test
    void aBadLineLeavesNoOpenRow() {
        ByteSource text = ByteSource.of("a v=1 1\na v=1,w=\"x\",v=2 bad\n", "input.influx");

        assertThatThrownBy(() -> parser().parse(text, out)).isInstanceOf(ParseException.class);

        assertThat(out.metrics()).hasSize(1);
    }

    @Test
    void onlyTheFirstFaultsAreNamed() {
        ByteSource text = ByteSource.of("x\n".repeat(25), "input.influx");

        ParseException faults = catchThrowableOfType(ParseException.class, () -> parser().parse(text, out));

        assertThat(faults.count()).isEqualTo(25);
        assertThat(faults.faults()).hasSize(10);
    }

    @Test
    void aRowWithoutATimeGetsThePresentOneInWholeUnits() throws Exception {
        context.at(Instant.parse("2026-01-02T03:04:05.678Z"));

        new InfluxParser(config("s"), context).parse(ByteSource.of("a v=1", "test"), out);

        assertThat(out.metrics().getFirst().epochNanos())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").getEpochSecond() * 1_000_000_000L);
    }

    @Test
    void timesAreReadInTheConfiguredUnit() throws Exception {
        for (String unit : List.of("ms", "1ms")) {
            new InfluxParser(config(unit), context).parse(ByteSource.of("a v=1 17", "test"), out);
        }
        assertThat(out.metrics()).extracting(Metric::epochNanos).containsOnly(17_000_000L);
        assertThatThrownBy(() -> config("10s"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'10s'");
    }

    @Test
    void aSeriesIsFoundAgainUntilItWasAwayForTwoIntervals() throws Exception {
        SeriesTable table = new SeriesTable(10);
        byte[] name = {'a'};
        table.advance(0);
        table.add(name, 0, 1, 97, io.heliograph.api.Series.of("a"));
        table.advance(10);
        assertThat(table.find(name, 0, 1, 97)).isNotNull();
        table.advance(20);
        assertThat(table.size()).isOne();
        table.advance(30);
        assertThat(table.size()).isZero();
        assertThat(table.find(name, 0, 1, 97)).isNull();
    }

    @Test
    void manySeriesAndKeysAreToldApart() throws Exception {
        InfluxParser parser = parser();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("m,t=")
                    .append(i)
                    .append(" f")
                    .append(i)
                    .append('=')
                    .append(i)
                    .append("i 1\n");
        }
        for (int round = 0; round < 2; round++) {
            parser.parse(ByteSource.of(text.toString(), "test"), out);
        }
        List<Metric> rows = out.metrics();
        for (int i = 0; i < 40_000; i++) {
            assertThat(rows.get(i).tag("t")).isEqualTo(Integer.toString(i % 20_000));
            assertThat(rows.get(i).key(0)).isEqualTo("f" + i % 20_000);
        }
    }

    /// It would be refused further on, where its sender is told no more.
    @Test
    void aRowWithTooMuchTextIsAFaultOfItsLineAlone() {
        String half = "x".repeat((1 << 19) + 1);
        String body = "m a=1i 1\nm s=\"" + half + "\",t=\"" + half + "\" 2\nm a=3i 3";
        assertThatThrownBy(() -> parser().parse(ByteSource.of(body, "test"), out))
                .isInstanceOfSatisfying(
                        ParseException.class,
                        told -> assertThat(told.faults())
                                .singleElement()
                                .asString()
                                .contains("2", "more than 1048576 characters of text"));
        assertThat(out.metrics()).extracting(Metric::epochNanos).containsExactly(1L, 3L);
    }
}
