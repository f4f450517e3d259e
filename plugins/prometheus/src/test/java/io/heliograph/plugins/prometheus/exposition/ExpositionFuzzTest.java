package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Readers against each other, on whatever bytes: a reader that remembers against one that does not, the fast reader of
/// text against [PlainText], protobuf against text. The seeds replay as plain tests; `JAZZER_FUZZ=1` searches.
class ExpositionFuzzTest {
    private static final String DURATION = "90s";
    private static final int MOST_BYTES = 1 << 16;

    private static @Nullable List<String> rows(Parses parses, byte[] bytes) {
        try {
            return parses.rows(bytes);
        } catch (ParseException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            return null;
        }
    }

    /// A parser that has read other things says the same as one that has not; that it refused something leaves no
    /// trace.
    private static @Nullable List<String> same(ExpositionFormat format, MetricVersion version, byte[] bytes) {
        Parses remembers = new Parses(format, version, Convention.PROMETHEUS, Strictness.PROMETHEUS);
        List<String> first = rows(remembers, bytes);
        for (int cut : new int[] {bytes.length / 2, bytes.length / 3, bytes.length}) {
            rows(remembers, java.util.Arrays.copyOf(bytes, cut));
        }
        List<String> again = rows(remembers, bytes);
        if (format == ExpositionFormat.OPENMETRICS || format == ExpositionFormat.OPENMETRICS_2) {
            assertThat(again == null).isEqualTo(first == null); // start times may be found the second time only
        } else {
            assertThat(again).isEqualTo(first);
        }
        return first;
    }

    @FuzzTest(maxDuration = DURATION)
    void text(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return;
        }
        same(ExpositionFormat.TEXT, MetricVersion.V1, bytes);
        same(ExpositionFormat.TEXT, MetricVersion.V2, bytes);
        Parses plain = new Parses(
                ExpositionFormat.TEXT, MetricVersion.KAPACITOR, Convention.PROMETHEUS, Strictness.PROMETHEUS);
        List<String> samples;
        try {
            samples = plain.metrics(bytes).stream()
                    .map(ExpositionFuzzTest::sample)
                    .toList();
        } catch (ParseException refused) {
            samples = null;
        }
        assertThat(samples).isEqualTo(PlainText.samples(bytes));
        Parses strict = new Parses(ExpositionFormat.TEXT, MetricVersion.V2, Convention.PROMETHEUS, Strictness.LENIENT);
        assertThat(rows(strict, bytes)).isNotNull();
    }

    private static String sample(Metric row) {
        TreeMap<String, String> labels = new TreeMap<>(row.tags().toMap());
        labels.remove("__name__", row.name());
        return row.name() + labels + " " + row.doubleValue(0) + " " + row.epochNanos();
    }

    @FuzzTest(maxDuration = DURATION)
    void openMetrics(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return;
        }
        List<String> one = same(ExpositionFormat.OPENMETRICS, MetricVersion.V2, bytes);
        List<String> two = same(ExpositionFormat.OPENMETRICS_2, MetricVersion.V2, bytes);
        if (one != null) {
            assertThat(two).isEqualTo(one); // version 2.0 adds to 1.0
        }
        Parses strict =
                new Parses(ExpositionFormat.OPENMETRICS, MetricVersion.V1, Convention.TELEGRAF, Strictness.STRICT);
        if (rows(strict, bytes) != null) {
            assertThat(one).isNotNull(); // the letter is narrower
        }
        Parses lenient =
                new Parses(ExpositionFormat.OPENMETRICS_2, MetricVersion.V2, Convention.TELEGRAF, Strictness.LENIENT);
        assertThat(rows(lenient, bytes)).isNotNull();
    }

    @FuzzTest(maxDuration = DURATION)
    void protobuf(byte[] bytes) {
        if (bytes.length <= MOST_BYTES) {
            same(ExpositionFormat.PROTOBUF, MetricVersion.V2, bytes);
            same(ExpositionFormat.PROTOBUF, MetricVersion.V1, bytes);
            same(ExpositionFormat.OPENMETRICS_PROTOBUF, MetricVersion.V2, bytes);
        }
    }

    /// The same families as text and as protobuf are the same rows.
    @FuzzTest(maxDuration = DURATION)
    void textAndProtobuf(FuzzedDataProvider data) {
        StringBuilder text = new StringBuilder();
        List<ProtoWriter> families = new ArrayList<>();
        int count = data.consumeInt(1, 4);
        for (int i = 0; i < count; i++) {
            family("f" + i + name(data), data, text, families);
        }
        byte[] proto = ProtoWriter.delimited(families.toArray(new ProtoWriter[0]));
        byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
        for (MetricVersion version : List.of(MetricVersion.V1, MetricVersion.V2)) {
            for (Convention convention : Convention.values()) {
                List<String> ofText =
                        rows(new Parses(ExpositionFormat.TEXT, version, convention, Strictness.PROMETHEUS), plain);
                List<String> ofProto =
                        rows(new Parses(ExpositionFormat.PROTOBUF, version, convention, Strictness.PROMETHEUS), proto);
                assertThat(ofProto).as(text.toString()).isNotNull().isEqualTo(ofText);
            }
        }
    }

    private static String name(FuzzedDataProvider data) {
        return utf8(data.consumeString(6));
    }

    /// Without halves of surrogate pairs, which no UTF-8 has.
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static void family(String name, FuzzedDataProvider data, StringBuilder text, List<ProtoWriter> families) {
        boolean histogram = data.consumeBoolean();
        text.append("# TYPE ").append(quoted(name)).append(histogram ? " histogram\n" : " gauge\n");
        ProtoWriter family = new ProtoWriter().text(1, name).varint(3, histogram ? 4 : 1);
        int count = data.consumeInt(0, 3);
        for (int i = 0; i < count; i++) {
            metric(name, i, histogram, data, text, family);
        }
        families.add(family);
    }

    private static void metric(
            String name,
            int number,
            boolean histogram,
            FuzzedDataProvider data,
            StringBuilder text,
            ProtoWriter family) {
        String key = "l" + name(data);
        String value = number + name(data);
        String labels = "," + quoted(key) + "=" + quoted(value);
        long millis = data.consumeInt(0, Integer.MAX_VALUE);
        String time = millis == 0 ? "\n" : " " + millis + "\n";
        if (!histogram) {
            double gauge = data.consumeDouble();
            text.append('{')
                    .append(quoted(name))
                    .append(labels)
                    .append("} ")
                    .append(number(gauge))
                    .append(time);
            family.message(
                    4,
                    metric -> metric.pair(1, key, value)
                            .message(2, of -> of.float64(1, gauge))
                            .varint(6, millis));
            return;
        }
        long inBucket = data.consumeInt(0, 1000);
        long all = inBucket + data.consumeInt(0, 1000);
        double bound = data.consumeRegularDouble();
        double sum = data.consumeRegularDouble();
        String[] bounds = {number(bound), "+Inf"};
        for (int i = 0; i < 2; i++) {
            text.append('{').append(quoted(name + "_bucket")).append(labels);
            text.append(",le=\"").append(bounds[i]).append("\"} ");
            text.append(i == 0 ? inBucket : all).append(time);
        }
        text.append('{')
                .append(quoted(name + "_count"))
                .append(labels)
                .append("} ")
                .append(all)
                .append(time);
        text.append('{')
                .append(quoted(name + "_sum"))
                .append(labels)
                .append("} ")
                .append(number(sum))
                .append(time);
        family.message(
                4,
                metric -> metric.pair(1, key, value)
                        .message(
                                7,
                                of -> of.varint(1, all)
                                        .float64(2, sum)
                                        .message(
                                                3,
                                                bucket -> bucket.varint(1, inBucket)
                                                        .float64(2, bound)))
                        .varint(6, millis));
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : Double.toString(value);
    }
}
