package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.heliograph.api.Detail;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.plugins.prometheus.job.ScrapeProtocol;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The tables `exposition.json` (three dialects) and `openmetrics.json` (the standard to the letter). Each text is read
/// twice, as the second time takes the short way.
class ExpositionConformanceTest {
    @TestFactory
    List<DynamicTest> exposition() {
        List<JsonObject> cases = Conformance.cases("exposition.json");
        assertThat(cases).hasSize(110);
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(Conformance.name(one), () -> check(one)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> openMetrics() {
        List<JsonObject> cases = Conformance.cases("openmetrics.json");
        assertThat(cases).hasSize(76);
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(
                        Conformance.name(one),
                        () -> accepts(
                                one, Strictness.STRICT, one.get("should_parse").getAsBoolean())))
                .toList();
    }

    private static void check(JsonObject one) throws Exception {
        Strictness strictness = switch (Conformance.string(one, "dialect")) {
            case "prometheus" -> Strictness.PROMETHEUS;
            case "common" -> Strictness.STRICT;
            default -> Strictness.LENIENT;
        };
        switch (Conformance.string(one, "kind")) {
            case "error", "accept" ->
                accepts(one, strictness, !one.get("expect_error").getAsBoolean());
            case "content_type" -> contentType(one);
            case "entries" -> entries(one);
            case "families" -> families(one);
            case "rows" -> rows(one);
            default -> throw new AssertionError("no such kind: " + one);
        }
    }

    private static ExpositionParser parser(Strictness strictness) {
        return new ExpositionParser(new Reading(
                MetricVersion.V2,
                Convention.PROMETHEUS,
                strictness,
                false,
                false,
                Labelling.NONE,
                Quota.NONE,
                true,
                false,
                false));
    }

    private static List<Metric> parse(ExpositionParser parser, JsonObject one) throws ParseException {
        ExpositionFormat format = Objects.requireNonNull(ExpositionFormat.of(Conformance.string(one, "content_type")));
        RecordingAccumulator out = new RecordingAccumulator();
        parser.parse(Conformance.text(one), format, new Samples(), out);
        return out.metrics();
    }

    private static void accepts(JsonObject one, Strictness strictness, boolean good) throws Exception {
        ExpositionParser parser = parser(strictness);
        for (int pass = 0; pass < 2; pass++) {
            if (good) {
                parse(parser, one);
            } else {
                assertThatThrownBy(() -> parse(parser, one)).isInstanceOf(ParseException.class);
            }
        }
    }

    private static void contentType(JsonObject one) {
        ExpositionFormat format = ExpositionFormat.of(Conformance.string(one, "content_type"));
        if (format == null && !one.get("fallback").isJsonNull()) {
            format = ScrapeProtocol.of("fallback", Conformance.string(one, "fallback"))
                    .format();
        }
        String name = format == null ? null : format.name().toLowerCase(java.util.Locale.ROOT);
        JsonElement expected = one.get("expect_format");
        assertThat(name).isEqualTo(expected.isJsonNull() ? null : expected.getAsString());
    }

    /// A sample in one form: name, labels, value, time.
    private static String sample(String name, Map<String, String> labels, double value, @Nullable Long millis) {
        Map<String, String> sorted = new TreeMap<>(labels);
        sorted.values().removeIf(String::isEmpty);
        return name + sorted + " " + value + " " + millis;
    }

    private static List<String> samples(List<Metric> rows) {
        List<String> samples = new ArrayList<>();
        for (Metric row : rows) {
            Long millis = row.epochNanos() == 0 ? null : Long.valueOf(row.epochNanos() / 1_000_000);
            row.toMap()
                    .forEach((key, value) -> samples.add(sample(key, row.tags().toMap(), (Double) value, millis)));
        }
        return samples;
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new TreeMap<>();
        object.entrySet()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
        return texts;
    }

    private static @Nullable Long millis(JsonObject sample) {
        JsonElement millis = sample.get("timestamp_ms");
        return millis == null || millis.isJsonNull() ? null : Long.valueOf(millis.getAsLong());
    }

    private static void entries(JsonObject one) throws Exception {
        ExpositionParser parser = parser(Strictness.PROMETHEUS);
        List<String> expected = new ArrayList<>();
        Map<String, String> helps = new TreeMap<>();
        for (JsonElement element : one.getAsJsonArray("expect")) {
            JsonObject entry = element.getAsJsonObject();
            if (entry.has("series")) {
                Map<String, String> labels = texts(entry.getAsJsonObject("labels"));
                String name = Objects.requireNonNull(labels.remove("__name__"));
                expected.add(sample(name, labels, Conformance.number(entry.get("value")), millis(entry)));
            } else if (entry.has("help")) {
                helps.put(Conformance.string(entry, "metric"), Conformance.string(entry, "help"));
            }
        }
        for (int pass = 0; pass < 2; pass++) {
            List<Metric> rows = parse(parser, one);
            assertThat(samples(rows)).containsExactlyInAnyOrderElementsOf(expected);
            for (Metric row : rows) {
                Detail detail = row.detail();
                if (detail != null && detail.metadata() != null) {
                    assertThat(helps)
                            .containsEntry(
                                    detail.metadata().family(),
                                    detail.metadata().help());
                }
            }
        }
    }

    private static void families(JsonObject one) throws Exception {
        ExpositionParser parser = parser(Strictness.STRICT);
        List<String> expected = new ArrayList<>();
        for (JsonElement family : one.getAsJsonArray("expect")) {
            for (JsonElement metric : family.getAsJsonObject().getAsJsonArray("metrics")) {
                parts(Conformance.string(family.getAsJsonObject(), "name"), metric.getAsJsonObject(), expected);
            }
        }
        for (int pass = 0; pass < 2; pass++) {
            assertThat(samples(parse(parser, one))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void parts(String name, JsonObject metric, List<String> into) {
        Map<String, String> labels = texts(metric.getAsJsonObject("labels"));
        Long millis = millis(metric);
        if (metric.has("value")) {
            into.add(sample(name, labels, Conformance.number(metric.get("value")), millis));
            return;
        }
        boolean summary = metric.has("summary");
        JsonObject whole = metric.getAsJsonObject(summary ? "summary" : "histogram");
        into.add(sample(name + "_count", labels, Conformance.number(whole.get("count")), millis));
        into.add(sample(name + "_sum", labels, Conformance.number(whole.get("sum")), millis));
        for (JsonElement part : whole.getAsJsonArray(summary ? "quantiles" : "buckets")) {
            JsonArray pair = part.getAsJsonArray();
            Map<String, String> own = new TreeMap<>(labels);
            own.put(summary ? "quantile" : "le", GoFloat.openMetricsText(Conformance.number(pair.get(0))));
            into.add(sample(name + (summary ? "" : "_bucket"), own, Conformance.number(pair.get(1)), millis));
        }
    }

    private static void rows(JsonObject one) throws Exception {
        ExpositionParser parser = parser(Strictness.LENIENT);
        List<String> expected = new ArrayList<>();
        for (JsonElement element : one.getAsJsonArray("expect")) {
            JsonObject row = element.getAsJsonObject();
            expected.add(sample(
                    Conformance.string(row, "metric"),
                    texts(row.getAsJsonObject("labels")),
                    Conformance.number(row.get("value")),
                    millis(row)));
        }
        for (int pass = 0; pass < 2; pass++) {
            assertThat(samples(parse(parser, one))).containsExactlyElementsOf(expected);
            if (one.has("expect_problems")) {
                assertThat(parser.skippedLines())
                        .isEqualTo(one.get("expect_problems").getAsInt());
            }
        }
    }
}
