package io.heliograph.plugins.influxdb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/// A server that keeps what it is sent and gives the answers of a script; 204 when the script is over.
public final class FakeInflux implements AutoCloseable {
    /// A request.
    public record Received(String method, URI uri, String authorization, String body) {}

    /// An answer.
    public record Scripted(int status, String body, String... headers) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Scripted> script = new ArrayDeque<>();

    public FakeInflux(Scripted... answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        script.addAll(List.of(answers));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                authorization,
                new String(body, StandardCharsets.UTF_8)));
        Scripted next;
        synchronized (script) {
            next = script.isEmpty() ? new Scripted(204, "") : script.removeFirst();
        }
        for (int i = 0; i + 1 < next.headers().length; i += 2) {
            exchange.getResponseHeaders().set(next.headers()[i], next.headers()[i + 1]);
        }
        byte[] text = next.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(next.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
