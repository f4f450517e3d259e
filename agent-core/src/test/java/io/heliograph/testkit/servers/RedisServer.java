package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Redis server that keeps nothing on disk.
public final class RedisServer implements AutoCloseable {
    private static final Program PROGRAM = new Program("redis-server", "redis-server");

    private final LocalProcess process;
    private final Path socket;
    private final int port;

    private RedisServer(LocalProcess process, Path socket, int port) {
        this.process = process;
        this.socket = socket;
        this.port = port;
    }

    /// A running server; the test is skipped where this machine has none.
    ///
    /// @param options in the form of its command line: `--requirepass`, `secret`
    public static RedisServer start(String... options) throws IOException {
        String program = PROGRAM.path().toString();
        Path folder = LocalProcess.folder("redis");
        Path socket = folder.resolve("socket");
        int port = LocalProcess.freePort();
        List<String> command = new ArrayList<>(List.of(
                program,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--unixsocket",
                socket.toString(),
                "--save",
                "",
                "--appendonly",
                "no"));
        command.addAll(List.of(options));
        return new RedisServer(LocalProcess.start(folder, port, command), socket, port);
    }

    /// On 127.0.0.1.
    public int port() {
        return port;
    }

    /// Its Unix socket.
    public Path socket() {
        return socket;
    }

    @Override
    public void close() {
        process.close();
    }
}
