package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Prometheus' exporter of this machine's metrics.
public final class NodeExporterServer implements AutoCloseable {
    private static final Program PROGRAM = new Program("prometheus-node-exporter", "prometheus-node-exporter");

    private final LocalProcess process;
    private final int port;

    private NodeExporterServer(LocalProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A running server; the test is skipped where this machine has none.
    public static NodeExporterServer start() throws IOException {
        return start(LocalProcess.freePort());
    }

    /// The same on a port of the caller's choice.
    public static NodeExporterServer start(int port) throws IOException {
        String program = PROGRAM.path().toString();
        Path folder = LocalProcess.folder("node-exporter");
        return new NodeExporterServer(
                LocalProcess.start(folder, port, List.of(program, "--web.listen-address=127.0.0.1:" + port)), port);
    }

    /// On 127.0.0.1.
    public int port() {
        return port;
    }

    /// Where its metrics are.
    public String url() {
        return "http://127.0.0.1:" + port + "/metrics";
    }

    @Override
    public void close() {
        process.close();
    }
}
