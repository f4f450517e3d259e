package io.heliograph.testkit.recorded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A Redis server that knows the recorded commands and no other.
///
/// An answer is a line `:17` (integer), `+OK` (simple text), `-ERR what` (error), `_` (nothing), or a line `$`
/// followed by the lines of a text.
public final class RecordedRedis extends ReplayServer {
    private final Recording recording;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RecordedRedis(Recording recording) throws IOException {
        this.recording = recording;
    }

    /// A running server.
    ///
    /// @param file the recording
    public static RecordedRedis start(Path file) throws IOException {
        return started(Recording.read(file));
    }

    /// A running server.
    ///
    /// @param text the recording
    public static RecordedRedis start(String text) throws IOException {
        return started(Recording.parse(text));
    }

    private static RecordedRedis started(Recording recording) throws IOException {
        RecordedRedis server = new RecordedRedis(recording);
        server.start();
        return server;
    }

    /// What was asked so far, by all clients.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (true) {
            String request = String.join(" ", words(in));
            requests.add(request);
            socket.getOutputStream().write(reply(request));
        }
    }

    private static List<String> words(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = Integer.parseInt(line(in).substring(1));
            words.add(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            in.skipNBytes(2);
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    private byte[] reply(String request) {
        List<String> answer = recording.answer(request);
        if (answer == null || answer.isEmpty()) {
            return bytes("-ERR unknown command '" + request + "'\r\n");
        }
        return switch (answer.get(0)) {
            case "$" -> bulk(String.join("\r\n", answer.subList(1, answer.size())) + (answer.size() > 2 ? "\r\n" : ""));
            case "_" -> bytes("$-1\r\n");
            default -> bytes(answer.get(0) + "\r\n");
        };
    }

    private static byte[] bulk(String text) {
        return bytes("$" + bytes(text).length + "\r\n" + text + "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
