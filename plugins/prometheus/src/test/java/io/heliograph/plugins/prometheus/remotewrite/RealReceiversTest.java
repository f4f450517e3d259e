package io.heliograph.plugins.prometheus.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Detail;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.servers.PrometheusServer;
import io.heliograph.testkit.servers.VictoriaMetricsServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What Prometheus (2.42 of Debian) and VictoriaMetrics make of what is sent to them.
class RealReceiversTest {
    private static final double STALE = Double.longBitsToDouble(Metric.STALE_BITS);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)));
    private final long now = System.currentTimeMillis();

    private String get(String address) throws IOException {
        try (HttpResponse answer = http.exchange(HttpRequest.get(URI.create(address)), SOON)) {
            return new String(answer.body().readAllBytes(), UTF_8);
        }
    }

    /// The answer to a query at a time, once it is as wanted; what is written may take a while to be found.
    private String query(String server, String query, long millis, Predicate<String> wanted) throws Exception {
        String address = server + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8) + "&time=" + millis / 1000.0;
        long end = System.nanoTime() + SOON.toNanos();
        String answer = get(address);
        while (!wanted.test(answer) && System.nanoTime() < end) {
            Thread.sleep(100);
            answer = get(address);
        }
        return answer;
    }

    private static void write(Configured configured, MetricBatch... batches) throws IOException {
        try (PrometheusRemoteWriteOutput output = new PrometheusRemoteWriteOutput(
                configured.config(), new TestContext("outputs.prometheus_remote_write"))) {
            output.open();
            for (MetricBatch batch : batches) {
                assertThat(output.write(batch)).isEqualTo(WriteResult.ACCEPTED);
            }
        }
    }

    private MetricBatch present() {
        return new Rows()
                .at(now - 20_000)
                .of(ValueType.GAUGE)
                .row(Series.of("probe", "site", "a b", "zone", "ä"), "value", 1.5, "up", true)
                .of(ValueType.UNTYPED)
                .row("prometheus", "leaves", 7.0, "instance", "i")
                .row("prometheus", "stays", Double.NaN, "instance", "i")
                .of(ValueType.HISTOGRAM)
                .row("prometheus", "rpc_bucket", 3.0, "le", "1")
                .row("prometheus", "rpc_bucket", 4.0, "le", "+Inf")
                .seal();
    }

    private MetricBatch later() {
        return new Rows()
                .at(now - 10_000)
                .row("prometheus", "leaves", STALE, "instance", "i")
                .row("prometheus", "stays", 8.0, "instance", "i")
                .seal();
    }

    private void checkSamples(String server) throws Exception {
        String found = query(server, "probe_value", now, text -> text.contains("1.5"));
        assertThat(found)
                .contains("\"site\":\"a b\"", "\"zone\":\"ä\"", "\"1.5\"")
                .doesNotContain("cluster");
        assertThat(query(server, "probe_up", now, text -> text.contains("\"1\"")))
                .contains("\"1\"");
        assertThat(query(server, "rpc_bucket", now, text -> text.contains("\"4\"")))
                .contains("\"le\":\"1.0\"", "\"le\":\"+Inf\"");
        assertThat(query(server, "stays", now, text -> text.contains("\"8\""))).contains("\"8\"");
        assertThat(query(server, "leaves", now - 15_000, text -> text.contains("\"7\"")))
                .as("before it left")
                .contains("\"7\"");
        assertThat(query(server, "leaves", now - 5_000, text -> text.contains("\"result\":[]")))
                .as("gone at once, and not after five minutes")
                .contains("\"result\":[]");
    }

    @Test
    void prometheusHasWhatWasSent() throws Exception {
        try (PrometheusServer server = PrometheusServer.start()) {
            Configured configured =
                    Configured.of(Message.V1, server.url() + "/api/v1/write").withMetadata(Duration.ofMinutes(1));
            write(configured, present(), later());
            checkSamples(server.url());
        }
    }

    @Test
    void victoriaMetricsHasWhatWasSent() throws Exception {
        try (VictoriaMetricsServer server = VictoriaMetricsServer.start()) {
            Configured configured =
                    Configured.of(Message.V1, server.url() + "/api/v1/write").withMetadata(Duration.ofMinutes(1));
            write(configured, present(), later());
            checkSamples(server.url());
        }
    }

    @Test
    void oldReceiversGetVersionOneInstead() throws Exception {
        try (PrometheusServer prometheus = PrometheusServer.start();
                VictoriaMetricsServer victoria = VictoriaMetricsServer.start()) {
            for (String server : List.of(prometheus.url(), victoria.url())) {
                write(Configured.of(Message.V2, server + "/api/v1/write"), present(), later());
                checkSamples(server);
            }
        }
    }

    @Test
    void prometheusHasExemplarsAndNativeHistograms() throws Exception {
        NativeHistogram histogram = new NativeHistogram(
                3,
                9,
                12.5,
                0.001,
                2,
                new NativeHistogram.Buckets(new int[] {-2, 2, 1, 1}, new double[] {1, 4, 1}),
                new NativeHistogram.Buckets(new int[] {0, 1}, new double[] {1}),
                new double[0],
                false);
        Detail detail = new Detail(
                null,
                0,
                List.of(new Detail.Exemplar(
                        "requests_total", TagSet.of("trace_id", "abc"), 0.7, (now - 11_000) * 1_000_000)));
        MetricBatch batch = new Rows()
                .at(now - 10_000)
                .with(detail)
                .of(ValueType.COUNTER)
                .row("prometheus", "requests_total", 3.0)
                .with(null)
                .of(ValueType.HISTOGRAM)
                .row("prometheus", "latency", histogram, "job", "j")
                .seal();
        try (PrometheusServer server = PrometheusServer.start()) {
            write(Configured.of(Message.V1, server.url() + "/api/v1/write").withExtras(), batch);
            assertThat(query(server.url(), "histogram_count(latency)", now, text -> text.contains("\"9\"")))
                    .contains("\"job\":\"j\"", "\"9\"");
            assertThat(query(server.url(), "histogram_sum(latency)", now, text -> true))
                    .contains("\"12.5\"");
            assertThat(query(server.url(), "latency", now, text -> true)).contains("\"count\":\"9\"", "\"buckets\":[[");
            String exemplars = get(server.url() + "/api/v1/query_exemplars?query=requests_total&start="
                    + (now - 60_000) / 1000 + "&end=" + now / 1000);
            assertThat(exemplars).contains("\"trace_id\":\"abc\"", "\"value\":\"0.7\"");
        }
    }

    @Test
    void prometheusNamesWhatIsBad() throws Exception {
        try (PrometheusServer server = PrometheusServer.start();
                PrometheusRemoteWriteOutput output = new PrometheusRemoteWriteOutput(
                        Configured.of(Message.V1, server.url() + "/api/v1/write")
                                .config(),
                        new TestContext("outputs.prometheus_remote_write"))) {
            output.open();
            assertThat(output.write(later())).isEqualTo(WriteResult.ACCEPTED);
            assertThat(output.write(later())).as("the same again").isEqualTo(WriteResult.ACCEPTED);
            assertThat(output.write(present())).isInstanceOf(WriteResult.Refused.class);
        }
    }
}
