package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.testkit.faults.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/// A receiver whose answers a test makes up, and which remembers what it was sent and what it stored of that.
final class ScriptedSink implements AutoCloseable {
    /// What came.
    ///
    /// @param nanos when, by [System#nanoTime]
    /// @param authorization "null" where there was none
    /// @param rows of line protocol; none where it is another body
    record Request(long nanos, String path, String authorization, byte[] body, List<Sample> rows) {
        boolean isWrite() {
            return !path.endsWith("/query");
        }
    }

    /// What becomes of it.
    interface Script {
        Reply to(Request request);
    }

    /// How much of the body of an answer is sent.
    enum Length {
        WHOLE,
        CUT_OFF,
        ENDLESS
    }

    /// An answer.
    ///
    /// @param stored the rows that are stored before it goes out
    /// @param headers name, value, name, value …
    record Reply(int status, String body, Length length, List<Sample> stored, String... headers) {
        static Reply of(int status, String body, String... headers) {
            return new Reply(status, body, Length.WHOLE, List.of(), headers);
        }

        static Reply stored(Request request) {
            return new Reply(204, "", Length.WHOLE, request.rows());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<Sample, Integer> stored = new LinkedHashMap<>();
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile Script script;

    /// @param port 0 for a free one
    ScriptedSink(int port, Script script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// One that stores everything.
    static ScriptedSink well() throws IOException {
        return new ScriptedSink(0, Reply::stored);
    }

    /// Goes on otherwise.
    void follow(Script other) {
        script = other;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Request request = new Request(
                    System.nanoTime(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body,
                    rows(exchange, body));
            if (!request.isWrite()) {
                send(exchange, Reply.of(200, "{\"results\":[{\"statement_id\":0}]}"));
                return;
            }
            requests.add(request);
            Reply reply = script.to(request);
            synchronized (stored) {
                reply.stored().forEach(row -> stored.merge(row, 1, Integer::sum));
            }
            send(exchange, reply);
        }
    }

    private static List<Sample> rows(HttpExchange exchange, byte[] body) throws IOException {
        String coding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        if (coding.equals("snappy") || exchange.getRequestURI().getPath().endsWith("/query")) {
            return List.of();
        }
        byte[] text = coding.equals("gzip") ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return new String(text, UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(Sample::of)
                .toList();
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        for (int i = 0; i < reply.headers().length; i += 2) {
            exchange.getResponseHeaders().set(reply.headers()[i], reply.headers()[i + 1]);
        }
        byte[] body = reply.body().getBytes(UTF_8);
        switch (reply.length()) {
            case WHOLE -> {
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            case CUT_OFF -> {
                exchange.sendResponseHeaders(reply.status(), body.length + 100L);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
            case ENDLESS -> sendForever(exchange, reply, body);
        }
    }

    private void sendForever(HttpExchange exchange, Reply reply, byte[] body) throws IOException {
        exchange.sendResponseHeaders(reply.status(), 0);
        OutputStream out = exchange.getResponseBody();
        while (true) {
            out.write(body);
            sentBytes.addAndGet(body.length);
        }
    }

    /// The bytes of answers without end that went out before the other side had enough.
    long endlessBytes() {
        return sentBytes.get();
    }

    /// All writes so far.
    List<Request> requests() {
        return requests;
    }

    /// How often each row was stored, in the order of their first coming.
    Map<Sample, Integer> stored() {
        synchronized (stored) {
            return new LinkedHashMap<>(stored);
        }
    }

    /// The rows that were stored, in the order of their first coming.
    List<Sample> order() {
        return new ArrayList<>(stored().keySet());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
