package io.heliograph.plugins.prometheus.remotewrite;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.plugins.common.snappy.SnappyDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A receiver of remote write that keeps what it is sent and gives the answers of a script; 204 when the script is
/// over, with the counts of 2.0 where it was sent that.
final class FakeReceiver implements AutoCloseable {
    record Received(Headers headers, String path, Sent request) {}

    /// @param headers name, value, name, value …
    record Scripted(int status, String body, String... headers) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Scripted> script = new ArrayDeque<>();

    FakeReceiver(Scripted... answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        script.addAll(List.of(answers));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] packed = exchange.getRequestBody().readAllBytes();
            byte[] body = SnappyDecoder.decode(packed, 0, packed.length, 1 << 26);
            boolean second = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                    .contains("write.v2");
            Sent sent = Sent.read(body, second);
            received.add(new Received(
                    exchange.getRequestHeaders(), exchange.getRequestURI().toString(), sent));
            send(exchange, next(second, sent.series().size()));
        }
    }

    private Scripted next(boolean second, int count) {
        synchronized (script) {
            if (!script.isEmpty()) {
                return script.removeFirst();
            }
        }
        return second
                ? new Scripted(204, "", "X-Prometheus-Remote-Write-Samples-Written", Integer.toString(count))
                : new Scripted(204, "");
    }

    private static void send(HttpExchange exchange, Scripted answer) throws IOException {
        for (int i = 0; i + 1 < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().set(answer.headers()[i], answer.headers()[i + 1]);
        }
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write";
    }

    List<Received> received() {
        return received;
    }

    Sent last() {
        return received.getLast().request();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
