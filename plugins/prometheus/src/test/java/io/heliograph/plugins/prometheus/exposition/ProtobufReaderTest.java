package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Metric;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import io.heliograph.api.ParseException;
import io.heliograph.api.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {
    private static final int COUNTER = 0;
    private static final int GAUGE = 1;
    private static final int SUMMARY = 2;
    private static final int HISTOGRAM = 4;

    private final Parses delimited = Parses.of(ExpositionFormat.PROTOBUF);
    private final Parses set = Parses.of(ExpositionFormat.OPENMETRICS_PROTOBUF);

    private static ProtoWriter family(String name, int type, Consumer<ProtoWriter> metric) {
        return new ProtoWriter()
                .text(1, name)
                .text(2, "Help \\n.")
                .varint(3, type)
                .message(4, metric);
    }

    private static byte[] histogram(Consumer<ProtoWriter> content) {
        return ProtoWriter.delimited(family("h", HISTOGRAM, metric -> metric.message(7, content)));
    }

    @Test
    void readsSimpleTypes() throws Exception {
        byte[] bytes = ProtoWriter.delimited(
                family(
                        "c_total",
                        COUNTER,
                        metric -> metric.pair(1, "a", "b\"\\\n")
                                .message(
                                        3,
                                        value -> value.float64(1, 5)
                                                .message(
                                                        2,
                                                        example -> example.pair(1, "id", "x")
                                                                .float64(2, 0.5)
                                                                .moment(3, 6, 500_000_000))
                                                .moment(3, 4, 1))
                                .varint(6, 7000)),
                family("g.h", GAUGE, metric -> metric.message(2, value -> value.float64(1, -1)))
                        .text(5, "seconds"),
                family("empty", GAUGE, metric -> {}));
        for (int pass = 0; pass < 2; pass++) {
            assertThat(delimited.rows(bytes))
                    .containsExactly(
                            "{a=\"b\"\\\n\"} {c_total=5.0} COUNTER 7000000000 | c_total 'Help \\n.' since 4000000001"
                                    + " e.g. c_total{id=\"x\"} 0.5 at 6500000000",
                            "{} {g.h=-1.0} GAUGE | g.h 'Help \\n.' in seconds",
                            "{} {empty=0.0} GAUGE | empty 'Help \\n.'");
        }
    }

    @Test
    void readsSummariesAndClassicHistograms() throws Exception {
        byte[] bytes = ProtoWriter.delimited(
                family(
                        "s",
                        SUMMARY,
                        metric -> metric.message(
                                4,
                                value -> value.varint(1, 3)
                                        .float64(2, 4)
                                        .message(
                                                3,
                                                quantile ->
                                                        quantile.float64(1, 0.5).float64(2, 9))
                                        .moment(4, 1, 0))),
                family(
                        "h",
                        HISTOGRAM,
                        metric -> metric.message(
                                7,
                                value -> value.varint(1, 3)
                                        .float64(2, 4)
                                        .message(
                                                3,
                                                bucket -> bucket.varint(1, 1)
                                                        .float64(2, 1)
                                                        .message(3, example -> example.float64(2, 0.5))))));
        for (int pass = 0; pass < 2; pass++) {
            assertThat(delimited.rows(bytes))
                    .containsExactly(
                            "{quantile=\"0.5\"} {s=9.0} SUMMARY | s 'Help \\n.' since 1000000000",
                            "{le=\"1.0\"} {h_bucket=1.0} HISTOGRAM | h 'Help \\n.' e.g. h_bucket{} 0.5",
                            "{le=\"+Inf\"} {h_bucket=3.0} HISTOGRAM | h 'Help \\n.'",
                            "{} {s_count=3.0, s_sum=4.0} SUMMARY | s 'Help \\n.' since 1000000000",
                            "{} {h_count=3.0, h_sum=4.0} HISTOGRAM | h 'Help \\n.'");
        }
    }

    @Test
    void readsNativeHistogramsOfWholeCounts() throws Exception {
        byte[] bytes = histogram(value -> value.varint(1, 9)
                .float64(2, 4)
                .zigzag(5, 3)
                .float64(6, 1e-4)
                .varint(7, 2)
                .message(9, span -> span.zigzag(1, -1).varint(2, 1))
                .zigzag(10, 2)
                .message(12, span -> span.zigzag(1, -3).varint(2, 1))
                .message(12, span -> span.zigzag(1, 1).varint(2, 0))
                .message(12, span -> span.zigzag(1, 1).varint(2, 2))
                .bytes(13, new byte[] {6, 3, 0}) // packed: 3, -2, 0
                .moment(15, 8, 0)
                .message(16, example -> example.float64(2, 1).moment(3, 2, 0))
                .message(16, example -> example.float64(2, 3))
                .message(3, bucket -> bucket.varint(1, 4).float64(2, 1)));
        Metric row = delimited.metrics(bytes).get(0);
        assertThat(row.histogram(0))
                .isEqualTo(new NativeHistogram(
                        3,
                        9,
                        4,
                        1e-4,
                        2,
                        new Buckets(new int[] {-3, 1, 2, 2}, new double[] {3, 1, 1}),
                        new Buckets(new int[] {-1, 1}, new double[] {2}),
                        new double[0],
                        false));
        assertThat(row.key(0)).isEqualTo("h");
        assertThat(row.type()).isEqualTo(ValueType.HISTOGRAM);
        assertThat(Parses.text(row))
                .contains("since 8000000000 e.g. h{} 1.0 at 2000000000")
                .doesNotContain("3.0 ");
        assertThat(delimited.metrics(bytes)).hasSize(1);
    }

    @Test
    void readsNativeHistogramsOfFloatCounts() throws Exception {
        byte[] bytes = histogram(value -> value.float64(4, 2.5)
                .float64(8, 0.5)
                .message(12, span -> span.zigzag(1, 0).varint(2, 1))
                .float64(14, 2));
        NativeHistogram histogram = delimited.metrics(bytes).get(0).histogram(0);
        assertThat(histogram.count()).isEqualTo(2.5);
        assertThat(histogram.zeroCount()).isEqualTo(0.5);
        assertThat(histogram.positive().counts()).containsExactly(2);
    }

    /// An empty span marks a native histogram without observations.
    @Test
    void knowsAnEmptyNativeHistogram() throws Exception {
        byte[] bytes =
                histogram(value -> value.message(12, span -> span.zigzag(1, 0).varint(2, 0)));
        assertThat(delimited.metrics(bytes).get(0).histogram(0).positive()).isEqualTo(Buckets.NONE);
    }

    @Test
    void keepsTheClassicTwinOnRequestOnly() throws Exception {
        byte[] bytes = histogram(value -> value.varint(1, 3)
                .float64(6, 1)
                .message(3, bucket -> bucket.varint(1, 1).float64(2, 1)));
        assertThat(delimited.metrics(bytes)).hasSize(1);
        Parses both = new Parses(
                ExpositionFormat.PROTOBUF,
                Parses.reading(MetricVersion.V2, Convention.PROMETHEUS, Strictness.PROMETHEUS, true));
        assertThat(both.metrics(bytes)).hasSize(4);
        Reading classic = new Reading(
                MetricVersion.V2,
                Convention.PROMETHEUS,
                Strictness.PROMETHEUS,
                false,
                false,
                Labelling.NONE,
                Quota.NONE,
                false,
                false,
                false);
        assertThat(new Parses(ExpositionFormat.PROTOBUF, classic).metrics(bytes))
                .hasSize(3);
    }

    @Test
    void readsTheSchemaOfOpenMetrics() throws Exception {
        byte[] bytes = new ProtoWriter()
                .message(
                        1,
                        family -> family.text(1, "c_seconds")
                                .varint(2, 2)
                                .text(3, "seconds")
                                .text(4, "Time.")
                                .message(
                                        5,
                                        metric -> metric.message(
                                                        2,
                                                        point -> point.message(
                                                                        3,
                                                                        value -> value.varint(2, 5)
                                                                                .moment(3, 4, 0)
                                                                                .message(
                                                                                        4,
                                                                                        example -> example.float64(
                                                                                                        1, 0.5)
                                                                                                .moment(2, 6, 0)
                                                                                                .pair(3, "id", "x")))
                                                                .moment(8, 7, 0))
                                                .pair(1, "a", "b")))
                .message(
                        1,
                        family -> family.text(1, "s")
                                .varint(2, 3)
                                .message(
                                        5,
                                        metric -> metric.message(
                                                2,
                                                point -> point.message(
                                                        5,
                                                        value -> value.message(
                                                                1,
                                                                state -> state.varint(1, 1)
                                                                        .text(2, "on"))))))
                .message(
                        1,
                        family -> family.text(1, "h")
                                .varint(2, 5)
                                .message(
                                        5,
                                        metric -> metric.message(
                                                2,
                                                point -> point.message(
                                                        4,
                                                        value -> value.float64(1, 3)
                                                                .varint(3, 2)
                                                                .moment(4, 1, 0)
                                                                .message(
                                                                        5,
                                                                        bucket -> bucket.varint(1, 1)
                                                                                .float64(2, 0.5))))))
                .bytes();
        for (int pass = 0; pass < 2; pass++) {
            assertThat(set.rows(bytes))
                    .containsExactly(
                            "{a=\"b\"} {c_seconds_total=5.0} COUNTER 7000000000 | c_seconds 'Time.' in seconds"
                                    + " since 4000000000 e.g. c_seconds_total{id=\"x\"} 0.5 at 6000000000",
                            "{s=\"on\"} {s=1.0} STATE_SET | s",
                            "{le=\"0.5\"} {h_bucket=1.0} HISTOGRAM | h since 1000000000",
                            "{le=\"+Inf\"} {h_bucket=2.0} HISTOGRAM | h since 1000000000",
                            "{} {h_count=2.0, h_sum=3.0} HISTOGRAM | h since 1000000000");
        }
    }

    /// No length is believed and no prefix of a message is one, but for the end of a family.
    @Test
    void refusesWhatIsCutOff() throws Exception {
        byte[] one = ProtoWriter.delimited(family(
                "a", GAUGE, metric -> metric.pair(1, "k", "v").message(2, value -> value.float64(1, 1))));
        assertThat(delimited.rows(one)).hasSize(1);
        for (int size = 1; size < one.length; size++) {
            byte[] part = Arrays.copyOf(one, size);
            assertThatThrownBy(() -> delimited.metrics(part)).isInstanceOf(ParseException.class);
        }
        for (byte[] lie : List.of(
                new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f},
                new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
                "a 1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "# TYPE a gauge\na 1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> delimited.metrics(lie)).isInstanceOf(ParseException.class);
            assertThatThrownBy(() -> set.metrics(lie)).isInstanceOf(ParseException.class);
        }
    }

    /// A number of a packed field does not go on behind the field.
    @Test
    void refusesPackedNumbersThatDoNotEnd() {
        byte[] open = {2, (byte) 0x80};
        for (int field : new int[] {10, 13}) {
            byte[] bytes = histogram(value -> value.bytes(field, open).varint(1, 9));
            assertThatThrownBy(() -> delimited.metrics(bytes)).hasMessageContaining("a number that does not end");
        }
        byte[] short14 = histogram(value -> value.bytes(14, new byte[7]).float64(2, 9));
        assertThatThrownBy(() -> delimited.metrics(short14)).hasMessageContaining("a number that does not end");
    }

    @Test
    void refusesWhatMeansNothing() {
        assertThatThrownBy(() -> delimited.metrics(ProtoWriter.delimited(family("", GAUGE, metric -> {}))))
                .hasMessageContaining("without a name");
        assertThatThrownBy(() -> delimited.metrics(ProtoWriter.delimited(family("a", 9, metric -> {}))))
                .hasMessageContaining("not a type");
        assertThatThrownBy(() ->
                        delimited.metrics(ProtoWriter.delimited(family("a", GAUGE, metric -> metric.pair(1, "", "v")))))
                .hasMessageContaining("empty name");
        byte[] broken = {(byte) 0xff};
        assertThatThrownBy(() -> delimited.metrics(ProtoWriter.delimited(family(
                        "a",
                        GAUGE,
                        metric -> metric.message(1, pair -> pair.text(1, "k").bytes(2, broken))))))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> delimited.metrics(histogram(value -> value.zigzag(5, 20)
                        .message(12, span -> span.varint(2, 1))
                        .zigzag(13, 1))))
                .hasMessageContaining("schema");
        assertThatThrownBy(() ->
                        delimited.metrics(histogram(value -> value.message(12, span -> span.varint(2, 0xffff_ffffL)))))
                .hasMessageContaining("a span beyond the 32-bit integers");
    }
}
