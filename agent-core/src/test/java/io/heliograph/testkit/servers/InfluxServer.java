package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An InfluxDB 1.x server without authentication: HTTP for writes and queries, and optionally UDP for writes.
public final class InfluxServer implements AutoCloseable {
    private static final Program PROGRAM = new Program("influxd", "influxdb");

    private final LocalProcess process;
    private final int port;
    private final int udpPort;

    private InfluxServer(LocalProcess process, int port, int udpPort) {
        this.process = process;
        this.port = port;
        this.udpPort = udpPort;
    }

    /// A running server; the test is skipped where this machine has none.
    ///
    /// @param udpDatabase where points go that come over UDP
    public static InfluxServer start(String udpDatabase) throws IOException {
        return start(udpDatabase, LocalProcess.freePort());
    }

    /// The same on a port of the caller's choice.
    public static InfluxServer start(String udpDatabase, int port) throws IOException {
        String program = PROGRAM.path().toString();
        Path folder = LocalProcess.folder("influxdb");
        int udpPort = LocalProcess.freePort();
        Path settings = folder.resolve("influxdb.conf");
        Files.writeString(settings, settings(folder, port, udpPort, udpDatabase));
        return new InfluxServer(
                LocalProcess.start(folder, port, List.of(program, "run", "-config", settings.toString())),
                port,
                udpPort);
    }

    private static String settings(Path folder, int port, int udpPort, String udpDatabase) throws IOException {
        return """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%2$s/meta"
                [data]
                  dir = "%2$s/data"
                  wal-dir = "%2$s/wal"
                  series-id-set-cache-size = 100
                [http]
                  bind-address = "127.0.0.1:%3$d"
                  log-enabled = false
                [monitor]
                  store-enabled = false
                [[udp]]
                  enabled = true
                  bind-address = "127.0.0.1:%4$d"
                  database = "%5$s"
                  batch-size = 100
                  batch-timeout = "100ms"
                """.formatted(LocalProcess.freePort(), folder, port, udpPort, udpDatabase);
    }

    /// Of HTTP, on 127.0.0.1.
    public int port() {
        return port;
    }

    /// Of UDP, on 127.0.0.1.
    public int udpPort() {
        return udpPort;
    }

    /// The base of its addresses, without a slash at the end.
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
