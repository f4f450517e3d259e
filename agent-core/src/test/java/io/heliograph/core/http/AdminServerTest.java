package io.heliograph.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.core.agent.Agent;
import io.heliograph.core.agent.TrialAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Agent agent;
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        agent = TrialAgent.started("[[inputs.rows]]\nlabel = 'http'\n[[outputs.sink]]\nlabel = 'http out'\n");
        server = new AdminServer(agent, "1.2.3", Duration.ofMillis(50));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        agent.stop();
    }

    private void listen(String address) {
        server.listen(address);
        await().until(() -> server.address() != null);
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(page)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersWhatItHasAndNothingElse() throws Exception {
        listen("127.0.0.1:0");
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/metrics").body())
                .contains(
                        "# TYPE heliograph_gathered_total counter", "heliograph_build_info{version=\"1.2.3\"} 1\n",
                        "process_cpu_seconds_total ", "heliograph_pipeline_stuck 0\n");
        assertThat(ask("GET", "/api/v1/plugins").body()).contains("\"name\":\"inputs.rows\"", "\"lag_seconds\":");
        assertThat(ask("GET", "/api/v1/targets").body()).isEqualTo("{\"targets\":[]}\n");
        assertThat(ask("HEAD", "/metrics").body()).isEmpty();
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(ask("GET", "/metrics/x").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/..%2f..%2fetc/passwd").statusCode()).isEqualTo(404);
    }

    @Test
    void readinessHasReasons() throws Exception {
        listen("127.0.0.1:0");
        await().until(() -> ask("GET", "/ready").statusCode() == 200);
        assertThat(ask("GET", "/ready").body()).isEqualTo("{\"ready\":true,\"reasons\":[]}\n");
    }

    @Test
    void waitsForABusyPort() throws Exception {
        try (ServerSocket busy = new ServerSocket()) {
            busy.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.listen("127.0.0.1:" + busy.getLocalPort());
            Thread.sleep(200);
            assertThat(server.address()).isNull();
        }
        await().until(() -> server.address() != null);
    }

    @Test
    void followsItsAddress() {
        listen("127.0.0.1:0");
        int first = server.address().getPort();
        server.listen("[::1]:0");
        await().until(() -> server.address() != null && server.address().getPort() != first);
        server.listen("");
        assertThat(server.address()).isNull();
    }

    @Test
    void saysToBrowsersThatNothingIsToBeRunFramedOrShared() throws Exception {
        listen("127.0.0.1:0");
        for (String path : List.of("/", "/health", "/metrics", "/api/v1/plugins", "/nothing")) {
            HttpHeaders headers = ask("GET", path).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void answersOnlyUnderNamesOfThisHost() throws Exception {
        listen("127.0.0.1:0");
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: localhost:9270\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    private String status(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
