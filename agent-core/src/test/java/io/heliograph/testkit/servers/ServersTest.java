package io.heliograph.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Each server that this machine has starts, answers and stops.
class ServersTest {
    private static String ask(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
            return connection.getResponseCode() + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int post(String url, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection.getResponseCode();
    }

    @Test
    void influx() throws Exception {
        try (InfluxServer server = InfluxServer.start("udp")) {
            // It listens before it is ready: what comes in its first milliseconds may find no database.
            await("a database").untilAsserted(() -> {
                assertThat(post(server.url() + "/query?q=CREATE%20DATABASE%20d", ""))
                        .isEqualTo(200);
                assertThat(post(server.url() + "/write?db=d", "cpu value=1i")).isEqualTo(204);
            });
            assertThat(ask(server.url() + "/query?db=d&q=SELECT%20value%20FROM%20cpu"))
                    .contains("\"cpu\"");
            assertThat(server.udpPort()).isPositive();
        }
    }

    @Test
    void victoriaMetrics() throws Exception {
        try (VictoriaMetricsServer server = VictoriaMetricsServer.start()) {
            assertThat(post(server.url() + "/write", "cpu value=1")).isEqualTo(204);
        }
    }

    @Test
    void nodeExporter() throws Exception {
        try (NodeExporterServer server = NodeExporterServer.start()) {
            assertThat(ask(server.url())).startsWith("200 ").contains("node_load1");
        }
    }
}
