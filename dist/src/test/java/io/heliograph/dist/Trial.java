package io.heliograph.dist;

import io.heliograph.dist.TrialSink.Comparison;
import io.heliograph.dist.TrialSink.Weakness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The built agent between clients that push without a pause and four receivers, three of them with a weakness. It
/// lives again and again, and each life has a violent end. Every so often all receivers are healed, and must then have
/// every line that was acknowledged, whichever life took it.
///
/// An acknowledgement promises that the line is safe in the logs of all four outputs, so each line is looked for four
/// times.
final class Trial implements AutoCloseable {
    /// Small, so that there are many acknowledgements of receivers, and many places to die between two of them.
    static final int BATCH = 100;

    private static final int CLIENTS = 3;
    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final int STARTING_MILLIS = 900;
    private static final int RUNNING_MILLIS = 2000;
    private static final int CHANGING_MILLIS = 400;
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(60);
    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(3);

    private final Path folder;
    private final Random random;
    private final Blow blow;
    private final Acknowledged acknowledged = new Acknowledged(CLIENTS);
    private final List<TrialSink> sinks = new ArrayList<>();
    private final List<TrialClient> clients = new ArrayList<>();
    private final int port;
    private final String plugins;
    private @Nullable RunningAgent agent;
    private int lives;

    /// A violent end.
    interface Blow {
        /// Ends an agent.
        ///
        /// @param acknowledged is sealed where the end makes worthless what is said after it
        void strike(RunningAgent agent, Acknowledged acknowledged) throws Exception;

        /// As `kill -9` does.
        static void kill(RunningAgent agent, Acknowledged acknowledged) {
            agent.kill();
        }
    }

    /// @param folder where the agent runs, with its state in `state`
    /// @param seed of all that is decided by chance
    Trial(Path folder, long seed, Blow blow) throws IOException {
        this.folder = folder;
        this.random = new Random(seed);
        this.blow = blow;
        this.port = lowPort();
        for (Weakness weakness : Weakness.values()) {
            sinks.add(new TrialSink(weakness, CLIENTS, seed));
        }
        this.plugins = plugins();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(TrialClient.start(client, port, LONGEST_PAUSE_MILLIS, acknowledged, seed));
        }
    }

    /// Below those that the system gives to clients: one of these that knocks in vain would get the port itself, and
    /// talk to itself.
    private int lowPort() throws IOException {
        while (true) {
            int candidate = 15_000 + random.nextInt(15_000);
            try (ServerSocket free = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another one
            }
        }
    }

    private String plugins() {
        StringBuilder plugins = new StringBuilder("""
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                """.formatted(port));
        for (TrialSink sink : sinks) {
            plugins.append("""
                    [[outputs.influxdb]]
                      alias = "%s"
                      buffer_strategy = "disk"
                      urls = ["http://127.0.0.1:%d"]
                      skip_database_creation = true
                      metric_batch_size = %d
                    """.formatted(sink.weakness().alias(), sink.port(), BATCH));
        }
        return plugins.toString();
    }

    /// One life, and its end: most often at work, at times while it starts, stops or reloads.
    void live() throws Exception {
        int chance = random.nextInt(10);
        RunningAgent living = launch();
        if (chance == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(STARTING_MILLIS));
        } else {
            awaitListener(living);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(RUNNING_MILLIS));
            if (chance <= 2) {
                living.signal(chance == 1 ? "TERM" : "HUP");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(CHANGING_MILLIS));
            }
        }
        blow.strike(living, acknowledged);
        agent = null;
    }

    private RunningAgent launch() throws IOException {
        Path log = folder.resolve("agent.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("agent.log." + lives % 20), StandardCopyOption.REPLACE_EXISTING);
        }
        lives++;
        acknowledged.begin();
        RunningAgent launched = RunningAgent.launch(folder, plugins);
        agent = launched;
        return launched;
    }

    private void awaitListener(RunningAgent living) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LISTENS_WITHIN.toNanos();
        while (!listens()) {
            if (!living.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("life " + lives + " does not listen\n" + living.log());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean listens() {
        try {
            return Web.status("http://127.0.0.1:" + port + "/ping") == 204;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Heals all receivers, lets the agent deliver all that it has in a life that ends in order, and compares.
    ///
    /// @param ends violent ones, so far
    TrialReport settle(int ends) throws Exception {
        sinks.forEach(sink -> sink.heal(true));
        RunningAgent last = launch();
        awaitListener(last);
        clients.forEach(client -> client.rest(true));
        awaitEmpty(last);
        last.assertBooksBalance();
        TrialReport report = new TrialReport(ends, acknowledged.count(), compare(), last.books());
        last.stop();
        agent = null;
        sinks.forEach(sink -> sink.heal(false));
        clients.forEach(client -> client.rest(false));
        return report;
    }

    private void awaitEmpty(RunningAgent last) throws Exception {
        long deadline = System.nanoTime() + DRAINS_WITHIN.toNanos();
        boolean empty = false;
        while (!empty) {
            TimeUnit.MILLISECONDS.sleep(300);
            Books books = last.books();
            empty = books.sum("heliograph_output_buffered_rows", "") == 0 && books.isBalanced();
            if (System.nanoTime() > deadline) {
                throw new IOException("not drained within " + DRAINS_WITHIN + "\n" + last.log());
            }
        }
    }

    private List<Comparison> compare() {
        BitSet[] lines = acknowledged.copy();
        return sinks.stream().map(sink -> sink.compare(lines)).toList();
    }

    @Override
    public void close() {
        clients.forEach(TrialClient::close);
        RunningAgent living = agent;
        if (living != null) {
            living.kill();
        }
        sinks.forEach(TrialSink::close);
    }
}
