package io.heliograph.plugins.prometheus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Secret;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PageHandlerTest {
    private static PrometheusClientConfig config(
            String listen, NameSanitization names, @Nullable Secret password, Duration readTimeout, String... ranges) {
        return new PrometheusClientConfig(
                listen,
                2,
                "/metrics",
                Duration.ofSeconds(60),
                List.of(),
                true,
                false,
                null,
                names,
                password == null ? null : "me",
                password,
                List.of(ranges),
                Map.of(),
                readTimeout,
                Duration.ofMillis(700),
                ServerTlsOptions.NONE);
    }

    private static PrometheusClientConfig open(NameSanitization names) {
        return config("127.0.0.1:0", names, null, Duration.ofSeconds(10));
    }

    private static MetricBatch rows() {
        RecordingAccumulator rows = new RecordingAccumulator();
        rows.row(Series.of("prometheus", "a.b", "x"))
                .type(ValueType.GAUGE)
                .put("up.now", 1.0)
                .emit();
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.metrics().forEach(batch::add);
        return batch.seal();
    }

    private interface Visit {
        void to(PrometheusClientOutput output) throws Exception;
    }

    private static void run(PrometheusClientConfig config, Visit visit) throws Exception {
        try (TestContext context = new TestContext("outputs.prometheus_client");
                PrometheusClientOutput output = new PrometheusClientOutput(config, context)) {
            output.open();
            output.write(rows());
            visit.to(output);
        }
    }

    private static HttpURLConnection ask(PrometheusClientOutput output, String method, String... headers)
            throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + output.address().getPort() + "/metrics");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        return connection;
    }

    private static String body(HttpURLConnection connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void packs_the_page_for_a_reader_that_asks() throws Exception {
        run(open(NameSanitization.LEGACY), output -> {
            HttpURLConnection packed = ask(output, "GET", "Accept-Encoding", "deflate, gzip;q=0.5");
            assertThat(packed.getHeaderField("Content-Encoding")).isEqualTo("gzip");
            byte[] bytes = packed.getInputStream().readAllBytes();
            String text = new String(
                    new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).isEqualTo(body(ask(output, "GET"))).contains("up_now{a_b=\"x\"} 1\n");
        });
        assertThat(PageHandler.takesGzip(List.of("gzip;q=0, identity"))).isFalse();
        assertThat(PageHandler.takesGzip(List.of("x-gzipped"))).isFalse();
    }

    @Test
    void quotes_names_for_a_reader_that_asks() throws Exception {
        run(open(NameSanitization.UTF8), output -> {
            HttpURLConnection modern =
                    ask(output, "GET", "Accept", "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,*/*;q=0.1");
            assertThat(body(modern)).contains("# TYPE \"up.now\" gauge\n{\"up.now\",\"a.b\"=\"x\"} 1\n");
            assertThat(modern.getHeaderField("Content-Type")).contains("escaping=allow-utf-8");
            HttpURLConnection old = ask(output, "GET");
            assertThat(body(old)).contains("# TYPE up_now gauge\nup_now{a_b=\"x\"} 1\n");
            assertThat(old.getHeaderField("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        });
    }

    @Test
    void reads_only() throws Exception {
        run(open(NameSanitization.LEGACY), output -> {
            assertThat(ask(output, "HEAD").getResponseCode()).isEqualTo(200);
            HttpURLConnection change = ask(output, "DELETE");
            assertThat(change.getResponseCode()).isEqualTo(405);
            assertThat(change.getHeaderField("Allow")).isEqualTo("GET, HEAD");
        });
    }

    @Test
    void admits_by_name_and_address() throws Exception {
        PrometheusClientConfig locked =
                config("127.0.0.1:0", NameSanitization.LEGACY, Secret.of("pw"), Duration.ofSeconds(10));
        run(locked, output -> {
            String right = Authorization.basic("me", Secret.of("pw"));
            assertThat(ask(output, "GET", "Authorization", right.replace("Basic", "bASIC"))
                            .getResponseCode())
                    .isEqualTo(200);
            assertThat(ask(output, "GET", "Authorization", Authorization.basic("me", Secret.of("p")))
                            .getResponseCode())
                    .isEqualTo(401);
        });
        PrometheusClientConfig elsewhere =
                config("127.0.0.1:0", NameSanitization.LEGACY, null, Duration.ofSeconds(10), "10.0.0.0/8", "fd00::/8");
        run(
                elsewhere,
                output -> assertThat(ask(output, "GET").getResponseCode()).isEqualTo(403));
    }

    @Test
    void cuts_off_who_never_finishes_asking() throws Exception {
        run(config("127.0.0.1:0", NameSanitization.LEGACY, null, Duration.ofMillis(200)), output -> {
            try (Socket slow = new Socket("127.0.0.1", output.address().getPort())) {
                slow.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
                assertThat(slow.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(ask(output, "GET").getResponseCode()).isEqualTo(200);
        });
    }

    private static MetricBatch manyRows() {
        RecordingAccumulator rows = new RecordingAccumulator();
        for (int i = 0; i < 20_000; i++) {
            rows.row(Series.of("prometheus", "number", "x".repeat(500) + i))
                    .put("many", i)
                    .emit();
        }
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.metrics().forEach(batch::add);
        return batch.seal();
    }

    @Test
    void cuts_off_who_never_reads_on_and_delays_nobody_meanwhile() throws Exception {
        run(open(NameSanitization.LEGACY), output -> {
            MetricBatch many = manyRows();
            output.write(many);
            try (Socket slow = new Socket()) {
                slow.setReceiveBufferSize(16 << 10); // else the kernel may take the whole page in
                slow.setSoTimeout(5000); // nothing more for so long: the page has ended, cut or whole
                slow.connect(output.address());
                slow.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(300);
                assertThat(output.write(many)).isEqualTo(WriteResult.ACCEPTED);
                Thread.sleep(1000);
                assertThat(readToTheEnd(slow)).as("bytes of a page of 10 MB").isLessThan(9_000_000);
            }
        });
    }

    private static int readToTheEnd(Socket socket) {
        int size = 0;
        byte[] buffer = new byte[64 << 10];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                size += read;
            }
        } catch (IOException reset) {
            return size;
        }
        return size;
    }

    @Test
    void names_the_address_that_is_taken() throws Exception {
        run(open(NameSanitization.LEGACY), output -> {
            String taken = "127.0.0.1:" + output.address().getPort();
            PrometheusClientConfig same = config(taken, NameSanitization.LEGACY, null, Duration.ofSeconds(10));
            try (TestContext context = new TestContext("outputs.prometheus_client");
                    PrometheusClientOutput second = new PrometheusClientOutput(same, context)) {
                assertThatThrownBy(second::open)
                        .isInstanceOf(BindException.class)
                        .hasMessageContaining(taken);
            }
        });
    }
}
