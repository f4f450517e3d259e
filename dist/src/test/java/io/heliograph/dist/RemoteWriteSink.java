package io.heliograph.dist;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A receiver of remote write 1.0 that takes everything and keeps it, in the order it came.
final class RemoteWriteSink implements AutoCloseable {
    private final HttpServer server;
    private final List<StoredSample> samples = new CopyOnWriteArrayList<>();

    RemoteWriteSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/write", exchange -> {
            try (exchange) {
                samples.addAll(RemoteMessages.written(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write";
    }

    List<StoredSample> samples() {
        return samples;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
