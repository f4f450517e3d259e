package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The same rows as Telegraf's parsers `prometheus` and `openmetrics`, from the same texts, in both metric versions.
class TelegrafCasesTest {
    @TestFactory
    List<DynamicTest> cases() {
        List<JsonObject> cases = Conformance.cases("telegraf_cases.json");
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(Conformance.name(one), () -> check(one)))
                .toList();
    }

    private static void check(JsonObject one) throws Exception {
        MetricVersion version = MetricVersion.of("", one.get("metric_version").getAsInt());
        boolean ignores = one.get("files").toString().contains("ignore_timestamp = true");
        ExpositionParser parser = new ExpositionParser(Reading.plain(version, Strictness.PROMETHEUS, ignores));
        for (int pass = 0; pass < 2; pass++) {
            RecordingAccumulator out = new RecordingAccumulator();
            parser.parse(input(one), format(one), new Samples(), out);
            assertThat(texts(out.metrics(), one)).isEqualTo(texts(expected(one), one));
        }
    }

    private static ExpositionFormat format(JsonObject one) {
        if (one.has("content_type")) {
            return Objects.requireNonNull(ExpositionFormat.of(Conformance.string(one, "content_type")));
        }
        return Conformance.string(one, "kind").equals("openmetrics")
                ? ExpositionFormat.OPENMETRICS
                : ExpositionFormat.TEXT;
    }

    private static ByteSource input(JsonObject one) {
        String name = Conformance.string(one, "input");
        JsonElement file = one.getAsJsonObject("files").get(name);
        byte[] bytes = file.isJsonObject()
                ? Base64.getDecoder().decode(Conformance.string(file.getAsJsonObject(), "base64"))
                : file.getAsString().getBytes(StandardCharsets.UTF_8);
        return ByteSource.of(bytes, name);
    }

    private static List<Metric> expected(JsonObject one) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        try (TestContext context = new TestContext("parsers.influx")) {
            InfluxParserConfig config = new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL);
            String lines = Conformance.string(one, "expected");
            new InfluxParser(config, context).parse(ByteSource.of(lines, Conformance.name(one)), out);
        }
        return out.metrics();
    }

    private static List<String> texts(List<Metric> metrics, JsonObject one) {
        boolean times = one.getAsJsonObject("compare").get("time").getAsBoolean();
        List<String> texts = new ArrayList<>();
        for (Metric metric : metrics) {
            TreeMap<String, String> tags = new TreeMap<>(metric.tags().toMap());
            tags.remove(Conformance.string(one, "type_tag"));
            String time = times ? " " + metric.epochNanos() : "";
            texts.add(metric.name() + tags + " " + new TreeMap<>(metric.toMap()) + time);
        }
        texts.sort(null);
        return texts;
    }
}
