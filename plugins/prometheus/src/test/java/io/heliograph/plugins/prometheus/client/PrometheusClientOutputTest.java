package io.heliograph.plugins.prometheus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.GlobList;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Secret;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.plugins.prometheus.exposition.ExpositionParser;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.exposition.ParsingSlots;
import io.heliograph.plugins.prometheus.exposition.Reading;
import io.heliograph.plugins.prometheus.exposition.Strictness;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrometheusClientOutputTest {
    private static final String PAGE = """
            # TYPE c counter
            c{a="1"} 10
            c{a="2",b="x\\"y\\\\z"} 2500
            # TYPE g gauge
            g -0.5
            # TYPE h histogram
            h_bucket{p="a",le="0.5"} 0
            h_bucket{p="a",le="1e+06"} 1
            h_bucket{p="a",le="+Inf"} 2
            h_sum{p="a"} 1.5
            h_count{p="a"} 2
            # TYPE s summary
            s{quantile="0.5"} 1
            s{quantile="0.99"} 3
            s_sum 100
            s_count 7
            # TYPE u untyped
            u 42
            """;

    private final RecordingAccumulator rows = new RecordingAccumulator();

    private static PrometheusClientConfig config(
            int version,
            boolean texts,
            @Nullable MetricTypes types,
            NameSanitization names,
            @Nullable Secret password,
            String... ranges) {
        return new PrometheusClientConfig(
                "127.0.0.1:0",
                version,
                "/metrics",
                Duration.ofSeconds(60),
                List.of(),
                texts,
                false,
                types,
                names,
                password == null ? null : "me",
                password,
                List.of(ranges),
                Map.of("X-Own", "yes"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                ServerTlsOptions.NONE);
    }

    private static PrometheusClientConfig plain(int version) {
        return config(version, true, null, NameSanitization.LEGACY, null);
    }

    private static MetricBatch batch(List<Metric> metrics) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        metrics.forEach(batch::add);
        return batch.seal();
    }

    private static String page(PrometheusClientConfig config, List<Metric> metrics) {
        Exposure exposure = new Exposure(config.translation(), config.expirationInterval(), 1 << 20);
        exposure.add(batch(metrics), 1);
        return page(exposure, 2);
    }

    private static String page(Exposure exposure, long nanos) {
        ByteSink out = new ByteSink();
        ExpositionWriter writer = new ExpositionWriter(out, false, true);
        String last = exposure.writeNext(null, writer, nanos);
        while (last != null) {
            last = exposure.writeNext(last, writer, nanos);
        }
        return String.join(
                        "\n",
                        Arrays.stream(out.toString().split("\n"))
                                .filter(line -> !line.startsWith("# HELP"))
                                .toList())
                + "\n";
    }

    /// The same number in input and output gives the page back.
    @ParameterizedTest
    @EnumSource(value = MetricVersion.class, names = "KAPACITOR", mode = EnumSource.Mode.EXCLUDE)
    void givesBackWhatWasScraped(MetricVersion version) throws Exception {
        ExpositionParser parser = new ExpositionParser(Reading.plain(version, Strictness.PROMETHEUS, false));
        parser.parse(ByteSource.of(PAGE, "test"), ExpositionFormat.TEXT, new ParsingSlots(1), rows);
        String page = page(plain(version == MetricVersion.V1 ? 1 : 2), rows.metrics());
        assertThat(page).isEqualTo(PAGE);
    }

    @Test
    void namesFieldsOfOtherMetrics() {
        rows.row(Series.of("cpu", "cpu", "cpu0", "a-b", "x"))
                .put("usage_idle", 5.5)
                .put("ok", true)
                .put("state", "up")
                .put("n", 3L)
                .emit();
        String labels = "{a_b=\"x\",cpu=\"cpu0\",state=\"up\"}";
        assertThat(page(plain(1), rows.metrics()))
                .isEqualTo("# TYPE cpu_n untyped\ncpu_n" + labels + " 3\n# TYPE cpu_usage_idle untyped\ncpu_usage_idle"
                        + labels + " 5.5\n");
        assertThat(page(plain(2), rows.metrics()))
                .contains("cpu_ok" + labels + " 1\n")
                .contains("cpu_n" + labels + " 3\n");
        assertThat(page(config(2, false, null, NameSanitization.LEGACY, null), rows.metrics()))
                .doesNotContain("state");
        assertThat(page(config(2, false, null, NameSanitization.UTF8, null), rows.metrics()))
                .contains("cpu_n{\"a-b\"=\"x\",cpu=\"cpu0\"} 3");
    }

    @Test
    void quotesNamesOfMetricsThatNeedIt() {
        rows.row(Series.of("prometheus", "x", "1")).put("a.b", 1.0).emit();
        assertThat(page(config(2, true, null, NameSanitization.UTF8, null), rows.metrics()))
                .isEqualTo("# TYPE \"a.b\" untyped\n{\"a.b\",x=\"1\"} 1\n");
        assertThat(page(plain(2), rows.metrics())).isEqualTo("# TYPE a_b untyped\na_b{x=\"1\"} 1\n");
    }

    @Test
    void givesTypesThatTheConfigurationSays() {
        rows.row(Series.of("net")).put("bytes_total", 1L).put("load", 2L).emit();
        MetricTypes types = new MetricTypes(GlobList.of(List.of("*_total")), GlobList.of(List.of("net_load")));
        assertThat(page(config(1, true, types, NameSanitization.LEGACY, null), rows.metrics()))
                .contains("# TYPE net_bytes_total counter")
                .contains("# TYPE net_load gauge");
    }

    @Test
    void keepsTheLatestAndForgetsTheOld() {
        PrometheusClientConfig config = plain(1);
        Exposure exposure = new Exposure(config.translation(), Duration.ofSeconds(60), 1 << 20);
        rows.row(Series.of("a")).atExactly(5_000_000_000L).put("value", 2.0).emit();
        rows.row(Series.of("a")).atExactly(4_000_000_000L).put("value", 1.0).emit();
        exposure.add(batch(rows.metrics()), 1);
        assertThat(page(exposure, 60_000_000_000L)).contains("a 2\n");
        assertThat(page(exposure, 60_000_000_002L)).isEqualTo("\n");
    }

    @Test
    void answersWhoMayAsk() throws Exception {
        rows.row(Series.of("a")).type(ValueType.GAUGE).put("gauge", 1.0).emit();
        List<String> seen = new ArrayList<>();
        PrometheusClientConfig locked = config(1, true, null, NameSanitization.LEGACY, Secret.of("pw"), "127.0.0.0/8");
        try (TestContext context = new TestContext("outputs.prometheus_client");
                PrometheusClientOutput output = new PrometheusClientOutput(locked, context);
                HttpClient client = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)))) {
            output.open();
            output.write(batch(rows.metrics()));
            URI page = URI.create("http://127.0.0.1:" + output.address().getPort() + "/metrics");
            HttpRequest known =
                    HttpRequest.get(page).header("Authorization", Authorization.basic("me", Secret.of("pw")));
            for (HttpRequest request : List.of(
                    HttpRequest.get(page), known, known.to(page.resolve("/else")), known.to(page.resolve("/")))) {
                try (HttpResponse answer = client.exchange(request, Duration.ofSeconds(5))) {
                    seen.add(answer.status() + " " + answer.header("X-Own"));
                    if (request == known) {
                        assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
                        assertThat(answer.excerpt(1000)).contains("# TYPE a gauge\na 1");
                    }
                }
            }
        }
        assertThat(seen).containsExactly("401 yes", "200 yes", "404 yes", "200 yes");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> config(3, true, null, NameSanitization.LEGACY, null))
                .isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> config(1, true, null, NameSanitization.LEGACY, null, "10.0.0.0/33"))
                .hasMessageContaining("10.0.0.0/33");
        assertThatThrownBy(() -> config(1, true, null, NameSanitization.LEGACY, null, "example.org/8"))
                .hasMessageContaining("example.org");
        assertThat(AddressRange.of("fd00::/8").bits()).isEqualTo(8);
    }
}
