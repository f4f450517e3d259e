package io.heliograph.plugins.common.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers what a script writes, however wrong that is. One script per connection; the last one repeats.
final class FakeServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /// What one connection does.
    @FunctionalInterface
    interface Script {
        void run(Exchange exchange) throws Exception;
    }

    /// One connection, as the script sees it.
    final class Exchange {
        private final InputStream in;
        private final OutputStream out;

        Exchange(Socket socket) throws IOException {
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /// Reads a request with its body, and keeps it.
        String request() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("no request");
                }
                head.append((char) b);
            }
            int at = head.indexOf("Content-Length: ");
            int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
            String whole = head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            requests.add(whole);
            return whole;
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }

    FakeServer(Script... scripts) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(scripts));
    }

    /// Answers every request on every connection with the same bytes.
    static FakeServer answering(String answer) throws IOException {
        return new FakeServer(exchange -> {
            while (true) {
                exchange.request();
                exchange.write(answer);
            }
        });
    }

    /// Answers the first request of each connection, and closes it.
    static FakeServer once(String answer) throws IOException {
        return new FakeServer(exchange -> {
            exchange.request();
            exchange.write(answer);
        });
    }

    private void accept(Script[] scripts) {
        try {
            for (int i = 0; ; i++) {
                Socket socket = listener.accept();
                accepted.add(socket);
                Script script = scripts[Math.min(i, scripts.length - 1)];
                Thread.ofVirtual().start(() -> serve(socket, script));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            script.run(new Exchange(socket));
        } catch (Exception over) {
            // the client left, or the test is over
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return accepted.size();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
