package io.heliograph.testkit.cases;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/// What a case talks to besides recordings: a server that answers scrapes with `input.txt` and takes whatever is
/// posted, a socket that takes datagrams, a file that is written to, and a client that sends `input.http` to a
/// listener.
final class CaseServers implements AutoCloseable {
    private static final List<String> SHOWN = List.of("Authorization", "Content-Encoding", "Content-Type");

    private final Path folder;
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final HttpServer http;
    private final DatagramSocket udp;
    private final int free;
    private final Path written = Files.createTempDirectory("case").resolve("written");
    private final List<String> taken = new CopyOnWriteArrayList<>();

    CaseServers(Path folder) throws IOException {
        this.folder = folder;
        this.http = HttpServer.create(new InetSocketAddress(loopback, 0), 50);
        this.udp = new DatagramSocket(0, loopback);
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            free = probe.getLocalPort();
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::answer);
        http.start();
        Thread.ofVirtual().start(this::receive);
    }

    /// A text with the ports in it.
    String fill(String text) {
        return text.replace("HTTP_PORT", Integer.toString(http.getAddress().getPort()))
                .replace("UDP_PORT", Integer.toString(udp.getLocalPort()))
                .replace("LISTEN_PORT", Integer.toString(free))
                .replace("OUTPUT_FILE", written.toString());
    }

    /// A text with the words again in place of the ports.
    String unfill(String text) {
        return text.replace(Integer.toString(http.getAddress().getPort()), "HTTP_PORT")
                .replace(Integer.toString(udp.getLocalPort()), "UDP_PORT")
                .replace(Integer.toString(free), "LISTEN_PORT");
    }

    /// What was taken: `> ` and how it came, its head as far as it says something, and the text.
    String body() throws IOException {
        if (Files.exists(written)) {
            taken.add("> file\n" + Files.readString(written));
        }
        return unfill(String.join("\n", taken.stream().sorted().toList()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                scrape(exchange);
            } else {
                taken.add(request(exchange));
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private void scrape(HttpExchange exchange) throws IOException {
        byte[] body = Files.readAllBytes(folder.resolve("input.txt"));
        Path head = folder.resolve("input.headers");
        List<String> lines =
                Files.exists(head) ? Files.readAllLines(head) : List.of("Content-Type: text/plain; version=0.0.4");
        for (String line : lines) {
            int colon = line.indexOf(':');
            exchange.getResponseHeaders()
                    .add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String request(HttpExchange exchange) throws IOException {
        StringBuilder text =
                new StringBuilder("> ").append(exchange.getRequestMethod()).append(' ');
        text.append(exchange.getRequestURI()).append('\n');
        Headers head = exchange.getRequestHeaders();
        for (String name : SHOWN) {
            if (head.containsKey(name)) {
                text.append(name).append(": ").append(head.getFirst(name)).append('\n');
            }
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        return text.append(text(body, String.valueOf(head.getFirst("Content-Encoding"))))
                .toString();
    }

    private static String text(byte[] body, String encoding) throws IOException {
        if (encoding.equals("snappy")) { // what is packed so is remote write
            return ProtobufText.of(ProtobufText.unpacked(body));
        }
        try (InputStream in = encoding.equals("gzip")
                ? new GZIPInputStream(new ByteArrayInputStream(body))
                : new ByteArrayInputStream(body)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void receive() {
        byte[] room = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(room, room.length);
        while (!udp.isClosed()) {
            try {
                udp.receive(packet);
                taken.add("> udp\n" + new String(Arrays.copyOf(room, packet.getLength()), StandardCharsets.UTF_8));
                packet.setLength(room.length);
            } catch (IOException closed) {
                return;
            }
        }
    }

    /// Begins to send the requests of `input.http`; done when all were answered as they should be.
    CompletableFuture<Void> sendRequests() {
        Path file = folder.resolve("input.http");
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                if (Files.exists(file)) {
                    new ListenerClient(free).send(file);
                }
                done.complete(null);
            } catch (IOException | InterruptedException | AssertionError problem) {
                done.completeExceptionally(problem);
            }
        });
        return done;
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        udp.close();
        Files.deleteIfExists(written);
        Files.delete(written.getParent());
    }
}
