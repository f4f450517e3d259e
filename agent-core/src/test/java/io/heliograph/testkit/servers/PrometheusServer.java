package io.heliograph.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Prometheus server that takes remote write, exemplars and native histograms, and scrapes nothing.
public final class PrometheusServer implements AutoCloseable {
    private static final Program PROGRAM = new Program("prometheus", "prometheus");

    private final LocalProcess process;
    private final int port;

    private PrometheusServer(LocalProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A running server; the test is skipped where this machine has none.
    public static PrometheusServer start() throws IOException {
        String program = PROGRAM.path().toString();
        Path folder = LocalProcess.folder("prometheus");
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        int port = LocalProcess.freePort();
        List<String> command = List.of(
                program,
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--enable-feature=native-histograms,exemplar-storage");
        return new PrometheusServer(LocalProcess.start(folder, port, command), port);
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
