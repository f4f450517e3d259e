package io.heliograph.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.dist.TrialLines.Identity;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/// A receiver with a weakness, which remembers how often each line came: a byte for each, so that millions find room.
/// Good for any thread.
final class TrialSink implements AutoCloseable {
    private static final int SHOWN = 5;
    private static final long STRETCH_MILLIS = 3000;
    private static final int SLOWEST_MILLIS = 1500;

    private final Weakness weakness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private final byte[][] counts;
    private final int[] highest;
    private final BitSet[] late;
    private final List<String> damaged = new ArrayList<>();
    private long delivered;
    private long unanswered;
    private volatile boolean healed;

    /// What a receiver does wrong.
    enum Weakness {
        /// Nothing.
        HEALTHY,
        /// Answers 503 for three seconds of five.
        FAILING,
        /// Takes up to a second and a half for each answer.
        SLOW,
        /// Stores each second batch, and hangs up instead of saying so.
        LOSING;

        /// As an alias.
        String alias() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TrialSink(Weakness weakness, int clients, long seed) throws IOException {
        this.weakness = weakness;
        this.random = new Random(seed + weakness.ordinal());
        this.counts = new byte[clients][1024];
        this.highest = new int[clients];
        Arrays.fill(highest, -1);
        this.late = new BitSet[clients];
        Arrays.setAll(late, client -> new BitSet());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::write);
        server.start();
    }

    Weakness weakness() {
        return weakness;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Does nothing wrong for a while, or goes on.
    void heal(boolean heal) {
        healed = heal;
    }

    private void write(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> lines = body(exchange).lines().toList();
            if (weakness == Weakness.FAILING && !healed && isFailing()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            boolean answered = store(lines);
            if (weakness == Weakness.SLOW && !healed) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(SLOWEST_MILLIS));
            }
            if (answered) {
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFailing() {
        return System.currentTimeMillis() % (STRETCH_MILLIS * 5 / 3) < STRETCH_MILLIS;
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && Long.parseLong(length) != sent.length) {
            throw new EOFException("cut off");
        }
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
                sent = unpacked.readAllBytes();
            }
        }
        return new String(sent, StandardCharsets.UTF_8);
    }

    /// @return whether to say so
    private synchronized boolean store(List<String> lines) {
        lines.forEach(this::store);
        boolean answered = healed || weakness != Weakness.LOSING || random.nextBoolean();
        if (!answered) {
            unanswered += lines.size();
        }
        return answered;
    }

    private void store(String line) {
        Identity identity = TrialLines.identify(line);
        if (identity == null || identity.client() >= counts.length) {
            damaged.add(line);
            return;
        }
        delivered++;
        byte[] ofClient = counts[identity.client()];
        if (identity.number() >= ofClient.length) {
            ofClient = Arrays.copyOf(ofClient, Integer.highestOneBit(identity.number()) * 4);
            counts[identity.client()] = ofClient;
        }
        if (ofClient[identity.number()] == 0) {
            order(identity);
        }
        if (ofClient[identity.number()] < Byte.MAX_VALUE) {
            ofClient[identity.number()]++;
        }
    }

    /// Lines that were acknowledged come for the first time in the order in which their client sent them. One that was
    /// not may come late: it was under way when its connection was cut, beside the next one on a new connection.
    private void order(Identity identity) {
        if (identity.number() < highest[identity.client()]) {
            late[identity.client()].set(identity.number());
        }
        highest[identity.client()] = Math.max(highest[identity.client()], identity.number());
    }

    /// How it compares with what was acknowledged.
    synchronized Comparison compare(BitSet[] acknowledged) {
        long distinct = 0;
        long missing = 0;
        long disordered = 0;
        long overtaken = 0;
        List<String> shown = new ArrayList<>();
        for (int client = 0; client < counts.length; client++) {
            byte[] ofClient = counts[client];
            for (byte count : ofClient) {
                distinct += count > 0 ? 1 : 0;
            }
            BitSet lines = acknowledged[client];
            BitSet out = (BitSet) late[client].clone();
            out.and(lines);
            disordered += out.cardinality();
            overtaken += late[client].cardinality() - out.cardinality();
            for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
                if (line >= ofClient.length || ofClient[line] == 0) {
                    missing++;
                    if (shown.size() < SHOWN) {
                        shown.add(TrialLines.line(client, line));
                    }
                }
            }
        }
        return new Comparison(
                weakness,
                distinct,
                missing,
                shown,
                delivered - distinct,
                unanswered,
                disordered,
                overtaken,
                List.copyOf(damaged));
    }

    /// What a receiver has, beside what was acknowledged.
    ///
    /// @param distinct lines that came
    /// @param lost lines that were acknowledged and did not come
    /// @param examples some of these
    /// @param duplicates how many lines came again
    /// @param unanswered lines that came in batches whose answer was lost on purpose
    /// @param disordered lines that were acknowledged and came after a later one of their client
    /// @param overtaken the same of lines that were not acknowledged
    /// @param damaged lines that nobody sent
    record Comparison(
            Weakness weakness,
            long distinct,
            long lost,
            List<String> examples,
            long duplicates,
            long unanswered,
            long disordered,
            long overtaken,
            List<String> damaged) {}

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
