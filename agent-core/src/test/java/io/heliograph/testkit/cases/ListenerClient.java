package io.heliograph.testkit.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sends requests to a listener. In the file, a request begins with `> POST /write?db=x`; lines of its head follow, an empty line,
/// and its body up to the next one.
final class ListenerClient {
    private final int port;

    ListenerClient(int port) {
        this.port = port;
    }

    /// @param answers gets the request and the first line of the answer to it
    void send(Path file, List<String> answers) {
        try {
            for (String request : Files.readString(file).split("(?m)^> ")) {
                if (!request.isBlank()) {
                    answers.add("> " + request.lines().findFirst().orElse("") + "\n" + answer(request) + "\n");
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(String request) throws IOException, InterruptedException {
        int line = request.indexOf('\n');
        int empty = request.indexOf("\n\n");
        String head = request.substring(line + 1, Math.max(line + 1, empty + 1)).replace("\n", "\r\n");
        byte[] body = request.substring(empty + 2).getBytes(StandardCharsets.UTF_8);
        String first = request.substring(0, line) + " HTTP/1.1\r\nHost: listener\r\nConnection: close\r\n";
        try (Socket socket = connect()) {
            byte[] all = (first + head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(all);
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
        }
    }

    /// The listener may need a moment.
    private Socket connect() throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException refused) {
                if (attempt == 50) {
                    throw refused;
                }
                Thread.sleep(20);
            }
        }
    }
}
