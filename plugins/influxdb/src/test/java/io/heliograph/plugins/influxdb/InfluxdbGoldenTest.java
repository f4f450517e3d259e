package io.heliograph.plugins.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Plugin;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.Secret;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.common.tls.TlsVersion;
import io.heliograph.testkit.PluginRun;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden cases of the listeners with TLS, which the client of the test kit does not speak: `input.http` has
/// requests (method, path, credentials; lines; the expected status), and `expected.out` is what it emitted.
@Timeout(60)
class InfluxdbGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/cases").toAbsolutePath();

    private static PluginTable table(Path folder, Kind kind, int port) throws Exception {
        String toml = Files.readString(folder.resolve("heliograph.toml"))
                .replace("LISTEN_PORT", Integer.toString(port))
                .replace("\"cert.pem\"", '"' + folder.resolve("cert.pem").toString() + '"')
                .replace("\"key.pem\"", '"' + folder.resolve("key.pem").toString() + '"');
        return ConfigLoader.loadText(
                        PluginRun.catalog(new InfluxdbPlugins()), LoadOptions.strict(), "heliograph.toml", toml)
                .plugins(kind)
                .get(0);
    }

    private static Plugin open(PluginTable table, TestContext context) throws Exception {
        Plugin plugin = table.descriptor().create(table.bind(context), context);
        plugin.open();
        return plugin;
    }

    private static MetricBatch batch(List<Metric> rows) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.forEach(batch::add);
        return batch.seal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "influxdb_listener/tls",
                "influxdb_listener/tls12",
                "influxdb_v2_listener/tls",
                "influxdb_v2_listener/tls12"
            })
    void the_listener_takes(String name) throws Exception {
        Path folder = CASES.resolve(name);
        int port = freePort();
        PluginTable table = table(folder, Kind.INPUT, port);
        try (TestContext context = new TestContext("inputs.influxdb_listener");
                Plugin listener = open(table, context);
                HttpClient client = new HttpClient(Transport.direct(new ClientTls(tls(folder))))) {
            assertThat(listener).isNotNull();
            String base = "https://127.0.0.1:" + port;
            for (String request : Files.readString(folder.resolve("input.http")).split("\n\n")) {
                send(client, base, request.strip().split("\n"));
            }
            assertThat(emitted(context)).isEqualTo(Files.readString(folder.resolve("expected.out")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static TlsOptions tls(Path folder) {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        return new TlsOptions(
                certificate, certificate, key, Secret.of("s3cret"), null, TlsVersion.TLS12, List.of(), false);
    }

    private static void send(HttpClient client, String base, String[] lines) throws IOException {
        String[] head = lines[0].split(" ");
        byte[] body =
                String.join("\n", List.of(lines).subList(1, lines.length - 1)).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.post(URI.create(base + head[1])).body(body, 0, body.length);
        HttpRequest asked = head[0].equals("GET") ? HttpRequest.get(request.uri()) : request;
        try (HttpResponse answer =
                client.exchange(head.length > 2 ? authorized(asked, head[2]) : asked, Duration.ofSeconds(10))) {
            assertThat(answer.status()).as(lines[0]).isEqualTo(Integer.parseInt(lines[lines.length - 1]));
        }
    }

    private static HttpRequest authorized(HttpRequest request, String credentials) {
        int colon = credentials.indexOf(':');
        return request.header(
                Authorization.HEADER,
                colon < 0
                        ? Authorization.bearer(Secret.of(credentials))
                        : Authorization.basic(
                                credentials.substring(0, colon), Secret.of(credentials.substring(colon + 1))));
    }

    private static String emitted(TestContext context) {
        ByteSink lines = new ByteSink();
        for (RecordingAccumulator rows : context.accumulators()) {
            context.serializer("influx", Map.of("influx_uint_support", true)).serialize(batch(rows.metrics()), lines);
        }
        return lines.toString();
    }
}
