package io.heliograph.plugins.prometheus.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.api.Detail;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.relabel.RelabelAction;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import io.heliograph.plugins.prometheus.remotewrite.FakeReceiver.Scripted;
import io.heliograph.plugins.prometheus.remotewrite.Sent.Timeseries;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent, read back; and what becomes of a batch by the answer.
class PrometheusRemoteWriteOutputTest {
    private static final double STALE = Double.longBitsToDouble(Metric.STALE_BITS);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private FakeReceiver receiver(Scripted... script) throws IOException {
        FakeReceiver made = new FakeReceiver(script);
        open.add(made);
        return made;
    }

    private PrometheusRemoteWriteOutput output(Configured configured) {
        PrometheusRemoteWriteOutput made = new PrometheusRemoteWriteOutput(
                configured.config(), new TestContext("outputs.prometheus_remote_write").at(Instant.EPOCH));
        made.open();
        open.add(made);
        return made;
    }

    /// Writes one batch, all of which must be accepted.
    private Sent sent(Configured configured, FakeReceiver receiver, MetricBatch batch) throws IOException {
        assertThat(output(configured).write(batch)).isEqualTo(WriteResult.ACCEPTED);
        return receiver.last();
    }

    private static Map<String, Double> values(Sent sent) {
        Map<String, Double> values = new TreeMap<>();
        for (Timeseries series : sent.series()) {
            StringBuilder text = new StringBuilder(series.name());
            series.labels().forEach((name, value) -> {
                if (!name.equals("__name__")) {
                    text.append(' ').append(name).append('=').append(value);
                }
            });
            assertThat(series.samples()).hasSize(1);
            values.put(text.toString(), series.samples().get(0).value());
        }
        return values;
    }

    private static MetricBatch one() {
        return new Rows()
                .at(1_700_000_000_123L)
                .row("cpu", "usage", 1.5, "host", "a")
                .seal();
    }

    @Test
    void aPasswordInAWrongUrlIsNotShown() {
        assertThatThrownBy(() -> Configured.of(Message.V1, "htp://ada:lovelace@db:9/write")
                        .config())
                .hasMessageContaining("htp://db:9/write")
                .hasMessageNotContaining("lovelace");
    }

    /// As containers are called.
    @Test
    void aHostMayHaveAnUnderscore() throws IOException {
        Configured configured =
                Configured.of(Message.V1, "http://metrics_db.invalid:9/write", "http://u:pw@other_db.invalid:9/write");
        assertThat(output(configured).write(new Rows().row("m", "v", 1.0).seal()))
                .isInstanceOfSatisfying(
                        WriteResult.RetryLater.class,
                        later -> assertThat(later.reason())
                                .contains("other_db.invalid")
                                .doesNotContain("pw"));
    }

    @Test
    void sendsTheHeadersOfEachVersion() throws IOException {
        FakeReceiver receiver = receiver();
        sent(Configured.of(Message.V1, receiver.url()), receiver, one());
        sent(Configured.of(Message.V2, receiver.url()), receiver, one());
        var first = receiver.received().get(0).headers();
        var second = receiver.received().get(1).headers();
        assertThat(first.getFirst("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(first.getFirst("X-Prometheus-Remote-Write-Version")).isEqualTo("0.1.0");
        assertThat(second.getFirst("Content-Type"))
                .isEqualTo("application/x-protobuf;proto=io.prometheus.write.v2.Request");
        assertThat(second.getFirst("X-Prometheus-Remote-Write-Version")).isEqualTo("2.0.0");
        assertThat(List.of(first, second)).allSatisfy(headers -> {
            assertThat(headers.getFirst("Content-Encoding")).isEqualTo("snappy");
            assertThat(headers.getFirst("X-Scope-OrgID")).isEqualTo("a");
            assertThat(headers.getFirst("User-Agent")).startsWith("Heliograph");
        });
        assertThat(receiver.received().get(0).path()).isEqualTo("/api/v1/write");
    }

    @ParameterizedTest
    @EnumSource
    void sendsNumbersAndTruthValues(Message message) throws IOException {
        FakeReceiver receiver = receiver();
        Series series = Series.of("m", "Zone", "ä", "a-b", "2", "host", "h");
        MetricBatch batch = new Rows()
                .at(1_700_000_000_123L)
                .row(series, "f", 1.5, "i", -7L, "yes", true, "no", false, "text", "dropped", "nan", Double.NaN)
                .row("prometheus", "up", 1.0, "job", "j")
                .at(-5)
                .row("prometheus", "old:rule", 0.0)
                .seal();
        Sent sent = sent(Configured.of(message, receiver.url()), receiver, batch);
        String labels = " Zone=ä a_b=2 host=h";
        assertThat(values(sent))
                .containsOnly(
                        Map.entry("m_f" + labels, 1.5),
                        Map.entry("m_i" + labels, -7.0),
                        Map.entry("m_yes" + labels, 1.0),
                        Map.entry("m_no" + labels, 0.0),
                        Map.entry("m_nan" + labels, Double.NaN),
                        Map.entry("up job=j", 1.0),
                        Map.entry("old:rule", 0.0));
        assertThat(sent.series().get(0).samples().get(0).millis()).isEqualTo(1_700_000_000_123L);
        assertThat(sent.series().getLast().samples().get(0).millis()).isEqualTo(-5);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheBitsOfStalenessAndNoOthers(Message message) throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .row("prometheus", "gone", STALE)
                .row("prometheus", "nan", Double.NaN)
                .row("prometheus", "odd", Double.longBitsToDouble(0xfff8000000000042L))
                .row("prometheus", "minus", -0.0)
                .seal();
        Sent sent = sent(Configured.of(message, receiver.url()), receiver, batch);
        assertThat(sent.series().stream().map(series -> series.samples().get(0).bits()))
                .containsExactly(0x7ff0000000000002L, 0x7ff8000000000001L, 0x7ff8000000000001L, 0x8000000000000000L);
    }

    @ParameterizedTest
    @EnumSource
    void sendsHistogramsAndSummariesOfBothForms(Message message) throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .of(ValueType.HISTOGRAM)
                .row("prometheus", "h_bucket", 3.0, "le", "1")
                .row("prometheus", "h_bucket", 4.0, "le", "+Inf")
                .row(Series.of("prometheus"), "h_sum", 2.5, "h_count", 4.0)
                .row(Series.of("rpc"), "0.5", 1.0, "1e+06", 2.0, "sum", 7.0, "count", 3.0)
                .of(ValueType.SUMMARY)
                .row("prometheus", "s", 9.0, "quantile", "0.99")
                .row(Series.of("gc"), "0.5", 1.0, "1", 2.0, "sum", 7.0, "count", 3.0)
                .of(ValueType.GAUGE_HISTOGRAM)
                .row(Series.of("prometheus", "le", "x"), "g_gsum", 1.0, "g_gcount", 2.0)
                .seal();
        Sent sent = sent(Configured.of(message, receiver.url()), receiver, batch);
        assertThat(values(sent))
                .containsOnly(
                        Map.entry("h_bucket le=1.0", 3.0),
                        Map.entry("h_bucket le=+Inf", 4.0),
                        Map.entry("h_sum", 2.5),
                        Map.entry("h_count", 4.0),
                        Map.entry("rpc_bucket le=0.5", 1.0),
                        Map.entry("rpc_bucket le=1e+06", 2.0),
                        Map.entry("rpc_bucket le=+Inf", 3.0),
                        Map.entry("rpc_sum", 7.0),
                        Map.entry("rpc_count", 3.0),
                        Map.entry("s quantile=0.99", 9.0),
                        Map.entry("gc quantile=0.5", 1.0),
                        Map.entry("gc quantile=1.0", 2.0),
                        Map.entry("gc_sum", 7.0),
                        Map.entry("gc_count", 3.0),
                        Map.entry("g_gsum", 1.0),
                        Map.entry("g_gcount", 2.0));
    }

    @Test
    void callsFamiliesAsTheOtherVersionOfMetrics() throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .of(ValueType.COUNTER)
                .row("requests_total", "counter", 1.0)
                .of(ValueType.GAUGE)
                .row("temperature", "gauge", 2.0)
                .row("temperature", "counter", 3.0)
                .of(ValueType.UNTYPED)
                .row("plain", "value", 4.0)
                .of(ValueType.HISTOGRAM)
                .row(Series.of("h"), "0.5", 1.0, "+Inf", 2.0, "sum", 7.0, "count", 2.0)
                .seal();
        Sent sent = sent(Configured.of(Message.V1, receiver.url()).version(1), receiver, batch);
        assertThat(values(sent))
                .containsOnlyKeys(
                        "requests_total",
                        "temperature",
                        "temperature_counter",
                        "plain",
                        "h_bucket le=0.5",
                        "h_bucket le=+Inf",
                        "h_sum",
                        "h_count");
    }

    @Test
    void addsExternalLabelsWhereThereAreNone() throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .row("prometheus", "up", 1.0)
                .row("prometheus", "up", 2.0, "cluster", "own")
                .seal();
        Sent sent = sent(Configured.of(Message.V1, receiver.url()).external("cluster", "eu"), receiver, batch);
        assertThat(values(sent)).containsOnlyKeys("up cluster=eu", "up cluster=own");
    }

    @Test
    void relabelsAndDropsBeforeItSends() throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .row("prometheus", "keep_me", 1.0, "pod", "a-1")
                .row("prometheus", "drop_me", 2.0, "pod", "a-1")
                .seal();
        RelabelConfig drop = rule(RelabelAction.DROP, "__name__", "drop_.*", null, "$1");
        RelabelConfig rename = rule(RelabelAction.REPLACE, "__name__", "keep_(.*)", "__name__", "kept_$1");
        RelabelConfig cluster = rule(RelabelAction.REPLACE, "cluster", "(.*)-1", "zone", "$1");
        Configured configured = Configured.of(Message.V1, receiver.url())
                .external("cluster", "eu-1")
                .rules(drop, rename, cluster);
        assertThat(values(sent(configured, receiver, batch))).containsOnlyKeys("kept_me cluster=eu-1 pod=a-1 zone=eu");
        RelabelConfig all = rule(RelabelAction.DROP, "__name__", ".*", null, "$1");
        assertThat(output(configured.rules(all)).write(batch)).isEqualTo(WriteResult.ACCEPTED);
        assertThat(receiver.received()).as("nothing to send").hasSize(1);
    }

    private static RelabelConfig rule(
            RelabelAction action, String source, String regex, @Nullable String target, String replacement) {
        return new RelabelConfig(action, List.of(source), ";", regex, target, replacement, 0);
    }

    @Test
    void makesTextsLabelsWhereAsked() throws IOException {
        FakeReceiver receiver = receiver();
        Series series = Series.of("m", "a", "tag");
        MetricBatch batch = new Rows()
                .row(series, "v", 1.0, "state", "up", "a", "text")
                .row(series, "v", 2.0, "state", "down", "a", "text")
                .seal();
        Sent sent = sent(Configured.of(Message.V1, receiver.url()).textsAsLabels(), receiver, batch);
        assertThat(values(sent)).containsOnlyKeys("m_v a=tag state=up", "m_v a=tag state=down");
    }

    @Test
    void sendsAnyNameToThoseWhoTakeThem() throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch =
                new Rows().row("prometheus", "my.metric", 1.0, "la.bel", "x").seal();
        assertThat(values(sent(Configured.of(Message.V1, receiver.url()).anyNames(), receiver, batch)))
                .containsOnlyKeys("my.metric la.bel=x");
    }

    @ParameterizedTest
    @EnumSource
    void putsTheSamplesOfASeriesInOrder(Message message) throws IOException {
        FakeReceiver receiver = receiver();
        Series a = Series.of("prometheus", "s", "a");
        Series b = Series.of("prometheus", "s", "b");
        MetricBatch batch = new Rows()
                .at(3000)
                .row(a, "x", 3.0)
                .at(1000)
                .row(a, "x", 1.0)
                .at(2000)
                .row(b, "x", 20.0)
                .row(a, "x", 2.0)
                .at(3000)
                .row(a, "x", 33.0)
                .seal();
        Sent sent = sent(Configured.of(message, receiver.url()), receiver, batch);
        assertThat(sent.series().stream()
                        .filter(series -> series.labels().get("s").equals("a"))
                        .map(series -> series.samples().get(0)))
                .extracting(Sent.Sample::millis, Sent.Sample::value)
                .containsExactly(tuple(1000L, 1.0), tuple(2000L, 2.0), tuple(3000L, 33.0));
        assertThat(sent.series()).hasSize(4);
    }

    @Test
    void tellsOfFamiliesOnceAnInterval() throws IOException {
        FakeReceiver receiver = receiver(new Scripted(503, ""));
        Detail detail = Detail.of(new Detail.Metadata("requests", "How many.", "req"));
        MetricBatch batch = new Rows()
                .with(detail)
                .of(ValueType.COUNTER)
                .row("prometheus", "requests_total", 1.0, "code", "200")
                .row("prometheus", "requests_total", 1.0, "code", "404")
                .with(null)
                .of(ValueType.HISTOGRAM)
                .row("prometheus", "h_bucket", 1.0, "le", "1")
                .of(ValueType.UNTYPED)
                .row("prometheus", "unknown", 1.0)
                .seal();
        PrometheusRemoteWriteOutput output =
                output(Configured.of(Message.V1, receiver.url()).withMetadata(Duration.ofHours(1)));
        output.write(batch);
        output.write(batch);
        output.write(batch);
        List<Sent.Metadata> expected =
                List.of(new Sent.Metadata("requests", 1, "How many.", "req"), new Sent.Metadata("h", 3, "", ""));
        assertThat(receiver.received().get(0).request().metadata()).isEqualTo(expected);
        assertThat(receiver.received().get(1).request().metadata())
                .as("after a failure")
                .isEqualTo(expected);
        assertThat(receiver.received().get(2).request().metadata()).isEmpty();
        assertThat(receiver.received().get(2).request().series()).hasSize(4);
    }

    @Test
    void tellsOfFamiliesWithEachSeriesOfVersionTwo() throws IOException {
        FakeReceiver receiver = receiver();
        Detail detail = new Detail(new Detail.Metadata("requests", "How many.", "req"), 5_000_000_000L, List.of());
        MetricBatch batch = new Rows()
                .at(9000)
                .with(detail)
                .of(ValueType.COUNTER)
                .row("prometheus", "requests_total", 1.0, "code", "200")
                .row("prometheus", "requests_total", STALE, "code", "404")
                .seal();
        Sent sent = sent(Configured.of(Message.V2, receiver.url()).withMetadata(Duration.ofHours(1)), receiver, batch);
        assertThat(sent.series())
                .extracting(Timeseries::metadata)
                .containsOnly(new Sent.Metadata("", 1, "How many.", "req"));
        assertThat(sent.series())
                .extracting(series -> series.samples().get(0).startMillis())
                .containsExactly(5000L, 0L);
    }

    @ParameterizedTest
    @EnumSource
    void sendsExemplars(Message message) throws IOException {
        FakeReceiver receiver = receiver();
        Detail detail = new Detail(
                null,
                0,
                List.of(
                        new Detail.Exemplar("h_bucket", TagSet.of("trace_id", "abc", "B", "x"), 0.7, 8_500_000_000L),
                        new Detail.Exemplar("h_bucket", TagSet.EMPTY, 0.8, 0),
                        new Detail.Exemplar("other", TagSet.EMPTY, 0.9, 0)));
        MetricBatch batch = new Rows()
                .at(9000)
                .with(detail)
                .of(ValueType.HISTOGRAM)
                .row("prometheus", "h_bucket", 3.0, "le", "1.0")
                .row("prometheus", "h_bucket", STALE, "le", "2.0")
                .seal();
        Sent sent = sent(Configured.of(message, receiver.url()).withExtras(), receiver, batch);
        assertThat(sent.series().get(0).exemplars())
                .containsExactly(
                        new Sent.Exemplar(Map.of("trace_id", "abc", "B", "x"), 0.7, 8500),
                        new Sent.Exemplar(Map.of(), 0.8, 9000));
        assertThat(sent.series().get(1).exemplars()).isEmpty();
        assertThat(sent(Configured.of(message, receiver.url()), receiver, batch).series())
                .allSatisfy(series -> assertThat(series.exemplars()).isEmpty());
    }

    private static NativeHistogram exponential(double zeroCount) {
        return new NativeHistogram(
                3,
                7 + zeroCount,
                12.5,
                0.001,
                zeroCount,
                new Buckets(new int[] {-2, 2, 1, 1}, new double[] {1, 4, 1}),
                new Buckets(new int[] {0, 1}, new double[] {1}),
                new double[0],
                false);
    }

    @ParameterizedTest
    @EnumSource
    void sendsNativeHistograms(Message message) throws IOException {
        FakeReceiver receiver = receiver();
        Detail detail = new Detail(null, 5_000_000_000L, List.of());
        MetricBatch batch = new Rows()
                .at(9000)
                .with(detail)
                .of(ValueType.HISTOGRAM)
                .row("prometheus", "whole", exponential(2))
                .row("prometheus", "float", exponential(0.5))
                .seal();
        Sent sent = sent(Configured.of(message, receiver.url()).withExtras(), receiver, batch);
        Map<Integer, List<Object>> expected = new TreeMap<>(Map.of(
                1,
                List.of(9L),
                3,
                List.of(12.5),
                4,
                List.of(3L),
                5,
                List.of(0.001),
                6,
                List.of(2L),
                8,
                List.of("0:1"),
                9,
                List.of(1L),
                11,
                List.of("-2:2", "1:1"),
                12,
                List.of(1L, 3L, -3L),
                15,
                List.of(9000L)));
        Map<Integer, List<Object>> floats = new TreeMap<>(Map.of(
                2,
                List.of(7.5),
                3,
                List.of(12.5),
                4,
                List.of(3L),
                5,
                List.of(0.001),
                7,
                List.of(0.5),
                8,
                List.of("0:1"),
                10,
                List.of(1.0),
                11,
                List.of("-2:2", "1:1"),
                13,
                List.of(1.0, 4.0, 1.0),
                15,
                List.of(9000L)));
        if (message == Message.V2) {
            expected.put(17, List.of(5000L));
            floats.put(17, List.of(5000L));
        }
        assertThat(sent.series())
                .extracting(series -> series.histograms().get(0).fields())
                .containsExactly(expected, floats);
        assertThat(sent.series()).extracting(Timeseries::name).containsExactly("whole", "float");
    }

    @Test
    void aReceiverThatTakesOverIsToldMetadataToo() throws IOException {
        FakeReceiver first = receiver(new Scripted(204, ""), new Scripted(503, ""));
        FakeReceiver other = receiver();
        PrometheusRemoteWriteOutput output =
                output(Configured.of(Message.V1, first.url(), other.url()).withMetadata(Duration.ofHours(1)));
        MetricBatch batch = new Rows()
                .with(Detail.of(new Detail.Metadata("m", "Help.", "")))
                .of(ValueType.GAUGE)
                .row("prometheus", "m", 1.0)
                .seal();
        for (int i = 0; i < 3; i++) {
            assertThat(output.write(batch)).isEqualTo(WriteResult.ACCEPTED);
        }
        assertThat(first.received().get(0).request().metadata()).hasSize(1);
        assertThat(other.received())
                .extracting(received -> received.request().metadata().size())
                .containsExactly(1, 0);
    }

    private static NativeHistogram ofCustomBounds() {
        return new NativeHistogram(
                HistogramMessage.CUSTOM_BOUNDS,
                3,
                4,
                0,
                0,
                new Buckets(new int[] {0, 2}, new double[] {1, 2}),
                Buckets.NONE,
                new double[] {0.5, 1},
                true);
    }

    @Test
    void countsCustomBoundsThatWereLeftOutBesideOtherFields() throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .row(Series.of("prometheus"), "h", ofCustomBounds(), "other", 1.0)
                .seal();
        assertThat(output(Configured.of(Message.V1, receiver.url()).withExtras())
                        .write(batch))
                .isInstanceOfSatisfying(
                        WriteResult.Partial.class,
                        partial -> assertThat(partial.rejected()).hasSize(1));
        assertThat(receiver.last().series()).extracting(Timeseries::name).containsExactly("other");
    }

    @Test
    void sendsCustomBoundsWithVersionTwoOnly() throws IOException {
        NativeHistogram custom = ofCustomBounds();
        MetricBatch batch = new Rows().row("prometheus", "h", custom).seal();
        FakeReceiver receiver = receiver();
        Sent sent = sent(Configured.of(Message.V2, receiver.url()), receiver, batch);
        assertThat(sent.series().get(0).histograms().get(0).fields())
                .containsEntry(4, List.of(-53L))
                .containsEntry(14, List.of(3L))
                .containsEntry(16, List.of(0.5, 1.0));
        assertThat(output(Configured.of(Message.V1, receiver.url()).withExtras())
                        .write(batch))
                .asString()
                .contains("only version 2.0");
        assertThat(output(Configured.of(Message.V1, receiver.url())).write(batch))
                .asString()
                .contains("send_native_histograms is off");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void rejectsRowsThatGiveNothing() throws IOException {
        FakeReceiver receiver = receiver();
        MetricBatch batch = new Rows()
                .row("m", "text", "only")
                .row("m", "v", 1.0)
                .row("-", "-", 1.0)
                .seal();
        BitSet accepted = new BitSet();
        accepted.set(1);
        assertThat(output(Configured.of(Message.V1, receiver.url())).write(batch))
                .isInstanceOfSatisfying(WriteResult.Partial.class, partial -> {
                    assertThat(partial.accepted()).isEqualTo(accepted);
                    assertThat(partial.rejected())
                            .extracting(WriteResult.Rejection::row)
                            .containsExactly(0, 2);
                    assertThat(partial.rejected().toString())
                            .contains("no field with a number", "no name for Prometheus: '-' with the field '-'");
                });
        assertThat(receiver.last().series()).hasSize(1);
    }

    @Test
    void judgesAnswers() throws IOException {
        Map<Integer, Class<?>> expected = new TreeMap<>(Map.of(
                200, WriteResult.Accepted.class,
                301, WriteResult.RetryLater.class,
                400, WriteResult.Refused.class,
                401, WriteResult.RetryLater.class,
                404, WriteResult.RetryLater.class,
                408, WriteResult.RetryLater.class,
                409, WriteResult.Refused.class,
                413, WriteResult.TooLarge.class,
                422, WriteResult.Refused.class,
                503, WriteResult.RetryLater.class));
        for (Map.Entry<Integer, Class<?>> each : expected.entrySet()) {
            FakeReceiver receiver = receiver(new Scripted(each.getKey(), "some words"));
            WriteResult result =
                    output(Configured.of(Message.V1, receiver.url())).write(one());
            assertThat(result).as("%d", each.getKey()).isInstanceOf(each.getValue());
        }
        FakeReceiver receiver = receiver(new Scripted(400, "out of order sample"));
        assertThat(output(Configured.of(Message.V1, receiver.url())).write(one()))
                .isEqualTo(new WriteResult.Refused("status 400: out of order sample"));
    }

    @Test
    void waitsAsLongAsItIsTold() throws IOException {
        FakeReceiver receiver = receiver(
                new Scripted(429, "slowly", "Retry-After", "7"),
                new Scripted(503, "", "Retry-After", "Thu, 01 Jan 1970 00:01:00 GMT"));
        PrometheusRemoteWriteOutput output = output(Configured.of(Message.V1, receiver.url()));
        assertThat(output.write(one())).isEqualTo(WriteResult.retry(Duration.ofSeconds(7), "status 429: slowly"));
        assertThat(output.write(one())).isEqualTo(WriteResult.retry(Duration.ofMinutes(1), "status 503"));
    }

    @Test
    void givesUpAfterTooManyRequestsWhereAsked() throws IOException {
        FakeReceiver receiver = receiver(new Scripted(429, "slowly"));
        assertThat(output(Configured.of(Message.V1, receiver.url()).droppingTooMany())
                        .write(one()))
                .isInstanceOfSatisfying(WriteResult.Partial.class, partial -> {
                    assertThat(partial.accepted().isEmpty()).isTrue();
                    assertThat(partial.rejected()).containsExactly(new WriteResult.Rejection(0, "status 429: slowly"));
                });
    }

    @Test
    void tellsWhereItIsSentWithoutTheQuery() throws IOException {
        FakeReceiver receiver = receiver(new Scripted(302, "", "Location", "https://sign.in/here?token=planted"));
        WriteResult result = output(Configured.of(Message.V1, receiver.url())).write(one());
        assertThat(result.toString()).contains("https://sign.in/here").doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(ints = {415, 200})
    void fallsBackToVersionOneAndRemembers(int status) throws IOException {
        FakeReceiver receiver = receiver(new Scripted(status, ""));
        PrometheusRemoteWriteOutput output = output(Configured.of(Message.V2, receiver.url()));
        assertThat(output.write(one())).isEqualTo(WriteResult.ACCEPTED);
        assertThat(output.write(one())).isEqualTo(WriteResult.ACCEPTED);
        assertThat(receiver.received())
                .extracting(request -> request.headers().getFirst("X-Prometheus-Remote-Write-Version"))
                .containsExactly("2.0.0", "0.1.0", "0.1.0");
        assertThat(receiver.received())
                .extracting(request -> values(request.request()))
                .containsOnly(Map.of("cpu_usage host=a", 1.5));
    }

    @Test
    void goesOnToVersionTwoWhereOneIsRefused() throws IOException {
        FakeReceiver receiver = receiver(new Scripted(415, "only 2.0"));
        assertThat(output(Configured.of(Message.V1, receiver.url())).write(one()))
                .isEqualTo(WriteResult.ACCEPTED);
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void keepsWhatNeitherVersionDelivers() throws IOException {
        FakeReceiver receiver = receiver(
                new Scripted(415, "no"), new Scripted(415, "neither"), new Scripted(415, "no"), new Scripted(503, ""));
        PrometheusRemoteWriteOutput output = output(Configured.of(Message.V2, receiver.url()));
        assertThat(output.write(one())).isInstanceOf(WriteResult.RetryLater.class);
        assertThat(output.write(one())).isInstanceOf(WriteResult.RetryLater.class);
        assertThat(receiver.received())
                .extracting(request -> request.headers().getFirst("X-Prometheus-Remote-Write-Version"))
                .containsExactly("2.0.0", "0.1.0", "2.0.0", "0.1.0");
    }

    @Test
    void goesToTheNextDoorAtOnce() throws IOException {
        FakeReceiver away = receiver();
        away.close();
        FakeReceiver busy = receiver(new Scripted(503, ""));
        FakeReceiver good = receiver();
        PrometheusRemoteWriteOutput output = output(Configured.of(Message.V1, away.url(), busy.url(), good.url()));
        assertThat(output.write(one())).isEqualTo(WriteResult.ACCEPTED);
        assertThat(output.write(one())).isEqualTo(WriteResult.ACCEPTED);
        assertThat(busy.received()).hasSize(1);
        assertThat(good.received()).hasSize(2);
    }

    @Test
    void keepsWhatNobodyTakes() throws IOException {
        FakeReceiver away = receiver();
        away.close();
        assertThat(output(Configured.of(Message.V1, away.url(), away.url())).write(one()))
                .isInstanceOf(WriteResult.RetryLater.class);
    }
}
