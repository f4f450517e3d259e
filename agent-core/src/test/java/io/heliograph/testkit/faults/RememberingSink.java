package io.heliograph.testkit.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Takes what is written in line protocol to any path, packed or not, and remembers each sample and how often it came.
/// A body that was cut off is not taken; a sample counts before the answer goes out. Good for any thread.
///
/// `/query` is answered as InfluxDB 1.x answers `CREATE DATABASE`.
public final class RememberingSink implements AutoCloseable {
    private static final byte[] NO_RESULTS = "{\"results\":[{}]}".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Sample, Integer> samples = new LinkedHashMap<>();
    private volatile int status = 204;
    private volatile String lastAuthorization = "";
    private volatile String lastClient = "";
    private int writes;

    private RememberingSink(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::write);
        server.createContext("/query", exchange -> answer(exchange, 200, NO_RESULTS));
        server.start();
    }

    /// One that listens on a free port of 127.0.0.1.
    public static RememberingSink start() throws IOException {
        return start(0);
    }

    /// One on a port of the caller's choice.
    public static RememberingSink start(int port) throws IOException {
        return new RememberingSink(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    /// One that speaks TLS, and asks clients for a certificate where it must.
    public static RememberingSink start(SSLContext tls, boolean needsClientCertificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters settings = tls.getDefaultSSLParameters();
                settings.setNeedClientAuth(needsClientCertificate);
                parameters.setSSLParameters(settings);
            }
        });
        return new RememberingSink(server);
    }

    /// Its port.
    public int port() {
        return server.getAddress().getPort();
    }

    /// What writes are answered with from now on; what is not answered with 2xx is not remembered.
    public void answerWith(int otherStatus) {
        status = otherStatus;
    }

    private void write(HttpExchange exchange) throws IOException {
        lastAuthorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (exchange instanceof HttpsExchange encrypted) {
            lastClient = client(encrypted);
        }
        String body = body(exchange);
        int answered = status;
        synchronized (this) {
            writes++;
            if (answered / 100 == 2) {
                body.lines()
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> samples.merge(Sample.of(line), 1, Integer::sum));
            }
        }
        answer(exchange, answered, new byte[0]);
    }

    private static String client(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException anonymous) {
            return "";
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        @Nullable String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && Long.parseLong(length) != sent.length) {
            throw new EOFException("cut off after " + sent.length + " of " + length + " bytes");
        }
        return new String(unpacked(exchange, sent), StandardCharsets.UTF_8);
    }

    private static byte[] unpacked(HttpExchange exchange, byte[] sent) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            return sent;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return unpacked.readAllBytes();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// How often each sample came, in the order of their first coming.
    public synchronized Map<Sample, Integer> counts() {
        return new LinkedHashMap<>(samples);
    }

    /// The samples, in the order of their first coming.
    public synchronized Set<Sample> samples() {
        return new LinkedHashSet<>(samples.keySet());
    }

    /// How many samples came again.
    public synchronized long duplicates() {
        return samples.values().stream().mapToLong(Integer::longValue).sum() - samples.size();
    }

    /// How many writes were read to their end, whatever their answer.
    public synchronized int writes() {
        return writes;
    }

    /// The `Authorization` of the last write; "null" where it had none.
    public String lastAuthorization() {
        return lastAuthorization;
    }

    /// Whose certificate the client of the last write showed; empty for none.
    public String lastClient() {
        return lastClient;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
