package io.heliograph.plugins.prometheus.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A target whose answers the test chooses.
final class Exposer implements AutoCloseable {
    private final HttpServer server;
    private volatile HttpHandler handler = exchange -> answer(exchange, 404, "", "");
    private volatile HttpExchange last;

    Exposer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            last = exchange;
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// The last request.
    HttpExchange last() {
        return last;
    }

    /// Answers from now on with a text.
    Exposer text(String body) {
        return with(exchange -> answer(exchange, 200, "text/plain; version=0.0.4", body));
    }

    /// Answers from now on with a status.
    Exposer status(int status) {
        return with(exchange -> answer(exchange, status, "text/plain", "no"));
    }

    Exposer with(HttpHandler own) {
        handler = own;
        return this;
    }

    static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
