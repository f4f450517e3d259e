package io.heliograph.testkit.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A Prometheus server that takes remote write, exemplars and native histograms.
public final class PrometheusServer implements AutoCloseable {
    private static final Program PROGRAM = new Program("prometheus", "prometheus");

    private static final Duration START = Duration.ofSeconds(60);

    private final LocalProcess process;
    private final int port;

    private PrometheusServer(LocalProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A running server that scrapes nothing; the test is skipped where this machine has none.
    public static PrometheusServer start() throws IOException {
        return start("global: {}\n");
    }

    /// A running server.
    ///
    /// @param yml its configuration
    public static PrometheusServer start(String yml) throws IOException {
        String program = PROGRAM.path().toString();
        Path folder = LocalProcess.folder("prometheus");
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), yml);
        int port = LocalProcess.freePort();
        List<String> command = List.of(
                program,
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--enable-feature=native-histograms,exemplar-storage");
        PrometheusServer server = new PrometheusServer(LocalProcess.start(folder, port, command), port);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /// It listens before it can do anything else.
    private void awaitReady() throws IOException {
        URL ready = URI.create(url() + "/-/ready").toURL();
        long end = System.nanoTime() + START.toNanos();
        while (((HttpURLConnection) ready.openConnection()).getResponseCode() != 200) {
            if (System.nanoTime() > end) {
                throw new IOException(url() + " is not ready after " + START);
            }
            LockSupport.parkNanos(50_000_000);
        }
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
