package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A VictoriaMetrics server: it takes writes in the form of InfluxDB (`/write`, `/api/v2/write`) and answers PromQL.
public final class VictoriaMetricsServer implements AutoCloseable {
    private static final Program PROGRAM = new Program("victoria-metrics", "victoria-metrics");

    private final LocalProcess process;
    private final int port;

    private VictoriaMetricsServer(LocalProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A running server; the test is skipped where this machine has none. What is written can be searched at once.
    public static VictoriaMetricsServer start() throws IOException {
        String program = PROGRAM.path().toString();
        Path folder = LocalProcess.folder("victoriametrics");
        int port = LocalProcess.freePort();
        List<String> command = List.of(
                program,
                "-httpListenAddr=127.0.0.1:" + port,
                "-storageDataPath=" + folder.resolve("data"),
                "-retentionPeriod=100y",
                "-search.latencyOffset=0s",
                "-memory.allowedBytes=64MB");
        return new VictoriaMetricsServer(LocalProcess.start(folder, port, command), port);
    }

    /// On 127.0.0.1.
    public int port() {
        return port;
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
