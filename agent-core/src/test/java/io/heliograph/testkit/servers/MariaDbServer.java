package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A MariaDB server with performance schema, user statistics and binary log, small buffers, and a user `root` without
/// a password.
public final class MariaDbServer implements AutoCloseable {
    private static final Program SERVER = new Program("mariadbd", "mariadb-server");
    private static final Program INSTALL = new Program("mariadb-install-db", "mariadb-server");

    private final LocalProcess process;
    private final Path socket;
    private final int port;

    private MariaDbServer(LocalProcess process, Path socket, int port) {
        this.process = process;
        this.socket = socket;
        this.port = port;
    }

    /// A running server; the test is skipped where this machine has none.
    ///
    /// @param options in the form of its command line: `--server-id=2`
    public static MariaDbServer start(String... options) throws IOException {
        String server = SERVER.path().toString();
        String install = INSTALL.path().toString();
        Path folder = LocalProcess.folder("mariadb");
        Path files = folder.resolve("data");
        LocalProcess.run(
                folder,
                List.of(
                        install,
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--user=" + user(),
                        "--skip-test-db",
                        "--datadir=" + files));
        Path socket = folder.resolve("socket");
        int port = LocalProcess.freePort();
        List<String> command = new ArrayList<>(List.of(
                server,
                "--no-defaults",
                "--user=" + user(),
                "--datadir=" + files,
                "--socket=" + socket,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--pid-file=" + folder.resolve("pid"),
                "--performance-schema=ON",
                "--userstat=1",
                "--log-bin=" + files.resolve("binlog"),
                "--server-id=1",
                "--innodb-buffer-pool-size=16M",
                "--innodb-log-file-size=8M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=1M"));
        command.addAll(List.of(options));
        return new MariaDbServer(LocalProcess.start(folder, port, command), socket, port);
    }

    /// The server refuses to run as root unless told.
    private static String user() {
        return System.getProperty("user.name");
    }

    /// On 127.0.0.1.
    public int port() {
        return port;
    }

    /// Its Unix socket.
    public Path socket() {
        return socket;
    }

    /// Its address in the form that `inputs.mysql` takes.
    public String dsn() {
        return "root@tcp(127.0.0.1:" + port + ")/";
    }

    @Override
    public void close() {
        process.close();
    }
}
