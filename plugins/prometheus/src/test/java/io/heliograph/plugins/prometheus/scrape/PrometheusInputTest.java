package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.api.Input;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusInputTest {
    @TempDir
    Path folder;

    private HttpServer server = null;
    private String address = "";
    private final TestContext context = new TestContext("inputs.prometheus");

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        address = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private static HttpHandler body(int status, String type, String text) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    /// A configuration of the parts that tests vary.
    private record Settings(String options) {
        static Settings of(String... urls) {
            String quoted = urls.length == 0 ? "" : "\"" + String.join("\", \"", urls) + "\"";
            return new Settings("metric_version = 2\nurls = [" + quoted + "]\nscrape_metrics = false\n");
        }

        Settings with(String more) {
            return new Settings(options + more + "\n");
        }

        PrometheusConfig config() throws Exception {
            return Configured.by(options, new TestContext("inputs.prometheus"));
        }
    }

    private RecordingAccumulator scrape(Settings settings, Target... discovered) throws Exception {
        try (PrometheusInput input = new PrometheusInput(settings.config(), context)) {
            List<Target> targets = input.targets(List.of(discovered));
            assertThat(targets).hasSize(1);
            RecordingAccumulator out = new RecordingAccumulator(targets.get(0).labels(), 0);
            try (Input one = input.input(targets.get(0))) {
                one.gather(out);
                one.gather(out);
            }
            return out;
        }
    }

    @Test
    void scrapesAUrlWithItsTag() throws Exception {
        answer("/metrics", body(200, "text/plain", "a{x=\"1\"} 5\n"));
        RecordingAccumulator out = scrape(Settings.of("http://" + address));
        assertThat(out.metrics()).hasSize(2);
        assertThat(out.metrics().get(0).toMap()).isEqualTo(Map.of("a", 5.0));
        assertThat(out.metrics().get(0).tags()).isEqualTo(TagSet.of("x", "1", "url", "http://" + address + "/metrics"));
    }

    @Test
    void scrapesADiscoveredTargetAsItsLabelsSay() throws Exception {
        answer(
                "/t/0/metrics",
                exchange -> body(
                                200,
                                "text/plain",
                                "q{is=\"" + exchange.getRequestURI().getQuery() + "\"} 1\n")
                        .handle(exchange));
        TagSet labels = TagSet.of(
                "__address__",
                address,
                "__metrics_path__",
                "/t/0/metrics",
                "__param_a",
                "b c",
                "zone",
                "eu",
                "__meta_x",
                "y",
                "__scrape_interval__",
                "1m30s");
        RecordingAccumulator out = scrape(Settings.of(), Target.found(labels));
        assertThat(out.metrics().get(0).tags())
                .isEqualTo(TagSet.of("is", "a=b c", "zone", "eu", "job", "prometheus", "instance", address));
        try (PrometheusInput input = new PrometheusInput(Settings.of().config(), context)) {
            assertThat(input.targets(List.of(Target.found(labels))).get(0).interval())
                    .isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Test
    void tellsTargetsOfOneUrlApartAndLeavesOutWhatIsNone() throws Exception {
        try (PrometheusInput input = new PrometheusInput(
                Settings.of("http://h:1/metrics", "http://h:1").config(), context)) {
            List<Target> targets = input.targets(List.of(
                    Target.found(TagSet.of("__address__", "h:2")),
                    Target.found(TagSet.of("__address__", "h:2")),
                    Target.found(TagSet.of("__address__", "h:2", "env", "x")),
                    Target.found(TagSet.of("env", "y")),
                    Target.found(TagSet.of("__address__", "h:3/metrics")),
                    Target.found(TagSet.of("__address__", "h:4", "__scrape_interval__", "0s"))));
            assertThat(targets).extracting(Target::id).doesNotHaveDuplicates().hasSize(3);
            assertThat(targets.get(0).labels()).isEqualTo(TagSet.of("url", "http://h:1/metrics"));
        }
    }

    @Test
    void failsWithTheStatus() {
        answer("/metrics", body(503, "text/plain", "too busy"));
        assertThatThrownBy(() -> scrape(Settings.of("http://u:p@" + address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503")
                .hasMessageContaining("too busy")
                .hasMessageNotContaining("u:p");
    }

    @Test
    void failsOnGarbageWithItsLine() {
        answer("/metrics", body(200, "text/html", "<html></html>"));
        assertThatThrownBy(() -> scrape(Settings.of("http://" + address))).hasMessageContaining("line 1");
    }

    @Test
    void readsGzipAndCountsTheUnpackedBytes() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("a 1\n".getBytes(StandardCharsets.UTF_8));
            out.write("#".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        }
        answer("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
            exchange.close();
        });
        assertThat(scrape(Settings.of("http://" + address)).metrics()).hasSize(2);
        assertThatThrownBy(() -> scrape(Settings.of("http://" + address).with("content_length_limit = 50000")))
                .hasMessageContaining("50000");
    }

    @Test
    void leavesATargetThatNeverEndsInTime() {
        answer("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            drip(exchange);
        });
        long begin = System.nanoTime();
        assertThatThrownBy(() -> scrape(Settings.of("http://" + address).with("timeout = '300ms'")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("300ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    private static void drip(HttpExchange exchange) throws IOException {
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 1000; i++) {
                out.write("a 1\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void showsItsCredentials() throws Exception {
        answer("/metrics", exchange -> {
            String shown =
                    exchange.getRequestHeaders().getFirst("Authorization").replace(' ', '_');
            body(200, "text/plain", "a{auth=\"" + shown + "\"} 1\n").handle(exchange);
        });
        Settings plain = Settings.of("http://" + address);
        Path file = Files.writeString(folder.resolve("token"), "from-file\n");
        assertThat(auth(plain.with(
                        "bearer_token = '" + file + "'\nbearer_token_string = 's'\nusername = 'u'\npassword = 'u'")))
                .isEqualTo("Bearer_from-file");
        assertThat(auth(plain.with("bearer_token_string = 's'\nusername = 'u'\npassword = 'u'")))
                .isEqualTo("Bearer_s");
        assertThat(auth(plain.with("username = 'u'\npassword = 'u'"))).isEqualTo("Basic_dTp1");
    }

    private @Nullable String auth(Settings settings) throws Exception {
        return scrape(settings).metrics().get(0).tag("auth");
    }

    @Test
    void sendsHeadersAndTellsAboutTheRequest() throws Exception {
        answer(
                "/metrics",
                exchange -> body(
                                200,
                                "text/plain",
                                "a{own=\"" + exchange.getRequestHeaders().getFirst("X-Own") + "\"} 1\n")
                        .handle(exchange));
        RecordingAccumulator out = scrape(Settings.of("http://" + address)
                .with("enable_request_metrics = true\nhttp_headers = { X-Own = 'yes' }"));
        assertThat(out.metrics("prometheus").get(0).tag("own")).isEqualTo("yes");
        Map<String, Object> request = out.metrics("prometheus_request").get(0).toMap();
        assertThat(request).containsEntry("content_length", 15L).containsKey("response_time");
    }

    @Test
    void goesThroughAUnixSocket() throws Exception {
        Path socket = folder.resolve("s.sock");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> {
                while (listening.isOpen()) {
                    try (SocketChannel peer = listening.accept()) {
                        ByteBuffer request = ByteBuffer.allocate(4096);
                        peer.read(request);
                        String line = new String(request.array(), 0, request.position(), StandardCharsets.UTF_8)
                                .lines()
                                .findFirst()
                                .orElse("");
                        String text = "a{line=\"" + line + "\"} 1\n";
                        peer.write(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                                        + text.length() + "\r\n\r\n" + text)
                                .getBytes(StandardCharsets.UTF_8)));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            String url = "unix://" + socket + "?path=/own/metrics";
            RecordingAccumulator out = scrape(Settings.of(url));
            assertThat(out.metrics().get(0).tag("line")).isEqualTo("GET /own/metrics HTTP/1.1");
            assertThat(out.metrics().get(0).tag("url")).isEqualTo(url);
        }
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> Settings.of("localhost:9100").config()).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Settings.of("ftp://localhost").config()).hasMessageContaining("ftp://localhost");
        refused("timeout = '0s'", "timeout");
        refused("scrape_interval = '10s'\nscrape_timeout = '11s'", "scrape_timeout");
        refused("scrape_protocols = []", "scrape_protocols");
        refused("scrape_protocols = ['PrometheusProto', 'prometheusproto']", "twice");
        refused("scrape_protocols = ['PrometheusText9']", "PrometheusText9");
        refused("fallback_scrape_protocol = 'x'", "fallback_scrape_protocol");
        refused(
                "metric_name_validation_scheme = 'legacy'\nmetric_name_escaping_scheme = 'allow-utf-8'",
                "metric_name_escaping_scheme");
        refused("sample_limit = -1", "sample_limit");
        refused("metrics_path = 'metrics'", "metrics_path");
        refused("scheme = 'ftp'", "scheme");
    }

    @Test
    void refusesCredentialsThatExcludeEachOther() {
        refused("authorization = { type = 'Basic', credentials = 'x' }", "basic_auth");
        refused("basic_auth = { username = 'u' }\nauthorization = { credentials = 'x' }", "only one of");
        refused("basic_auth = { username = 'u' }\nbearer_token_string = 'x'", "bearer_token");
        refused("basic_auth = { username = 'u', username_file = 'f' }", "username_file");
        refused("oauth2 = { client_id = 'c' }", "token_url");
        refused("tls_config = { cert_file = 'c' }", "key");
        refused("tls_config = { ca_file = 'c', ca = 'c' }", "ca_file");
        refused("proxy_url = 'http://p'\nproxy_from_environment = true", "proxy_from_environment");
        refused("proxy_connect_header = { A = ['b'] }", "proxy_connect_header");
        refused("http_headers = { A = 1 }", "http_headers");
    }

    private static void refused(String options, String part) {
        assertThatThrownBy(() -> Settings.of("http://h").with(options).config())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(part);
    }
}
