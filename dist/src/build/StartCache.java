import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The start-up cache: what the virtual machine found out about the agent's classes in a training run, for all later
/// runs to load.
///
/// The run is that of the finished distribution, by its own launcher, so that options, class path and jars are those
/// of users. It collects from this host and from a page that we serve, and writes to a database that we play.
final class StartCache {
    private static final String PAGE = """
            # HELP http_requests_total Requests.
            # TYPE http_requests_total counter
            http_requests_total{method="get",code="200"} 1027
            # TYPE latency_seconds histogram
            latency_seconds_bucket{le="0.1"} 5
            latency_seconds_bucket{le="+Inf"} 7
            latency_seconds_sum 1.5
            latency_seconds_count 7
            # TYPE up gauge
            queue_length 3.5
            """;

    private final Path dist;
    private final Path home;
    private final Path training;
    private final AtomicInteger writes = new AtomicInteger();

    StartCache(Path dist, Path home) {
        this.dist = dist;
        this.home = home;
        training = dist.resolve("target/training");
    }

    /// Leaves `lib/heliograph-….aot`, whose name the launcher makes. A run is saved where nothing changed since the
    /// last one.
    void train() throws Exception {
        String trained = fingerprint();
        Path stamp = dist.resolve("target/start-cache.stamp");
        Path saved = dist.resolve("target/start-cache");
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(trained)) {
            Files.deleteIfExists(stamp);
            run();
            Assemble.delete(saved);
            Files.createDirectories(saved);
            Assemble.replace(cache(home.resolve("lib")), saved.resolve(cache(home.resolve("lib")).getFileName()));
            Files.writeString(stamp, trained);
        } else {
            Assemble.replace(cache(saved), home.resolve("lib").resolve(cache(saved).getFileName()));
        }
    }

    private static Path cache(Path folder) throws IOException {
        return Assemble.list(folder).stream()
                .filter(file -> file.toString().endsWith(".aot"))
                .findAny()
                .orElseThrow(() -> new IOException("the training run left no start-up cache: see target/training/agent.log"));
    }

    private void run() throws Exception {
        Assemble.delete(training);
        Files.createDirectories(training.resolve("targets"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        try {
            run(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private void run(int port) throws Exception {
        String address = "127.0.0.1:" + port;
        Files.writeString(training.resolve("targets/page.json"), "[{\"targets\": [\"" + address + "\"], \"labels\": {\"job\": \"page\"}}]");
        String configuration = Files.readString(dist.resolve("src/build/training.toml"));
        Files.writeString(training.resolve("training.toml"), configuration.replace("{address}", address));
        ProcessBuilder command = new ProcessBuilder(home.resolve("bin/heliograph").toString(), "--config", "training.toml");
        command.environment().put("HELIOGRAPH_AOT", "train");
        command.environment().put("STATE_DIRECTORY", training.resolve("state").toAbsolutePath().toString());
        command.environment().remove("HELIOGRAPH_JAVA_OPTS");
        Process agent = command.directory(training.toFile())
                .redirectErrorStream(true)
                .redirectOutput(training.resolve("agent.log").toFile())
                .start();
        if (!agent.waitFor(8, TimeUnit.SECONDS)) {
            agent.destroy(); // SIGTERM: an orderly stop is part of what is learned, and then the cache is written
        }
        if (!agent.waitFor(2, TimeUnit.MINUTES)) {
            agent.destroyForcibly();
            throw new IOException("the training run did not end");
        }
        if (writes.get() == 0) {
            throw new IOException("the training run wrote nothing: see " + training.resolve("agent.log"));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestURI().getPath().endsWith("/write")) {
            writes.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        } else {
            byte[] page = PAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        }
        exchange.close();
    }

    /// Of all that a run depends on.
    private String fingerprint() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String folder : new String[] {"bin", "lib", "plugins"}) {
            for (Path file : Assemble.list(home.resolve(folder))) {
                digest.update(Files.readAllBytes(file));
            }
        }
        digest.update(Files.readAllBytes(home.resolve("runtime/release")));
        digest.update(Files.readAllBytes(dist.resolve("src/build/training.toml")));
        return HexFormat.of().formatHex(digest.digest());
    }
}
