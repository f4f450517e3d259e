package io.heliograph.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// Sends requests to a listener, one after the other, and checks the status of each answer.
///
/// In the file, an empty line stands between requests. Each has a line with method, path and perhaps credentials
/// (`user:password`, or a token), the lines of its body, and a line with the status.
final class ListenerClient {
    private final int port;

    ListenerClient(int port) {
        this.port = port;
    }

    void send(Path file) throws IOException, InterruptedException {
        for (String request : Files.readString(file).split("\n\n")) {
            List<String> lines = request.strip().lines().toList();
            String body = String.join("\n", lines.subList(1, lines.size() - 1));
            assertThat(status(lines.getFirst().split(" "), body))
                    .as(lines.getFirst())
                    .isEqualTo(lines.getLast());
        }
    }

    private String status(String[] head, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder text =
                new StringBuilder(head[0]).append(' ').append(head[1]).append(" HTTP/1.1\r\nHost: listener\r\n");
        text.append("Connection: close\r\nContent-Length: ")
                .append(bytes.length)
                .append("\r\n");
        if (head.length > 2) {
            text.append("Authorization: ").append(authorization(head[2])).append("\r\n");
        }
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.split(" ", 3)[1];
        }
    }

    private static String authorization(String credentials) {
        return credentials.indexOf(':') < 0
                ? "Bearer " + credentials
                : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
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
