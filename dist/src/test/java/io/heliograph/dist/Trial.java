package io.heliograph.dist;

import io.heliograph.dist.TrialSink.Comparison;
import io.heliograph.dist.TrialSink.Weakness;
import io.heliograph.testkit.faults.FaultProxy;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The built agent between clients that push without a pause and four receivers, three of them with a weakness. It
/// lives again and again, and each life has a violent end. Every so often all receivers are healed, and must then have
/// every line that was acknowledged, whichever life took it.
///
/// An acknowledgement promises that the line is safe in the logs of all four outputs, so each line is looked for four
/// times.
final class Trial implements AutoCloseable {
    /// "memory" shows that a trial finds what is lost.
    private static final String STRATEGY = System.getProperty("heliograph.strategy", "disk");

    private static final int CLIENTS = 3;
    private static final int STARTING_MILLIS = 900;
    private static final int RUNNING_MILLIS = 2000;
    private static final int CHANGING_MILLIS = 400;
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(60);
    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(3);

    private final Path folder;
    private final Pace pace;
    private final Random random;
    private final Blow blow;
    private final FaultProxy front;
    private final Acknowledged acknowledged = new Acknowledged(CLIENTS);
    private final List<TrialSink> sinks = new ArrayList<>();
    private final List<TrialClient> clients = new ArrayList<>();
    private final int port;
    private final String plugins;
    private @Nullable RunningAgent agent;
    private String javaOptions = "";
    private int lives;

    /// How much there is to do.
    ///
    /// @param batch rows of a write
    /// @param longestPauseMillis between two requests of one of the three clients; they have 20 lines each, by and
    /// large
    record Pace(int batch, int longestPauseMillis) {
        /// For many short lives: small batches make many acknowledgements of receivers, and many places to die between
        /// two of them.
        static final Pace BUSY = new Pace(100, 60);

        /// For long lives: slow receivers keep up.
        static final Pace STEADY = new Pace(1000, 400);
    }

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
    Trial(Path folder, Pace pace, long seed, Blow blow) throws IOException {
        this.folder = folder;
        this.pace = pace;
        this.random = new Random(seed);
        this.blow = blow;
        this.port = lowPort();
        for (Weakness weakness : Weakness.values()) {
            sinks.add(new TrialSink(weakness, CLIENTS, seed));
        }
        this.front = FaultProxy.to(sinks.getFirst().port());
        this.plugins = plugins();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(TrialClient.start(client, port, pace.longestPauseMillis, acknowledged, seed));
        }
    }

    /// Below those that the system gives to clients: one of these that knocks in vain would get the port itself, and
    /// talk to itself. Not by the seed, which two trials may share.
    private static int lowPort() throws IOException {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(15_000, 30_000);
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
                      buffer_strategy = "%s"
                      urls = ["http://127.0.0.1:%d"]
                      skip_database_creation = true
                      metric_batch_size = %d
                    """.formatted(sink.weakness().alias(), STRATEGY, entrance(sink), pace.batch));
        }
        return plugins.toString();
    }

    private int entrance(TrialSink sink) {
        return sink.weakness() == Weakness.HEALTHY ? front.port() : sink.port();
    }

    /// More options for the virtual machine of the lives to come.
    void javaOptions(String options) {
        javaOptions = options;
    }

    /// What stands before the healthy receiver, and does nothing yet.
    FaultProxy front() {
        return front;
    }

    /// One life, and its end: most often at work, at times while it starts, stops or reloads.
    void live() throws Exception {
        int chance = random.nextInt(10);
        RunningAgent living = launch();
        if (chance == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(STARTING_MILLIS));
        } else {
            awaitListener(living);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1 + random.nextInt(RUNNING_MILLIS))); // mostly soon
            if (chance <= 2) {
                living.signal(chance == 1 ? "TERM" : "HUP");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(CHANGING_MILLIS));
            }
        }
        strike(living);
    }

    /// Begins a life.
    RunningAgent begin() throws IOException, InterruptedException {
        RunningAgent living = launch();
        awaitListener(living);
        return living;
    }

    /// Ends a life with violence.
    void strike(RunningAgent living) throws Exception {
        strike(living, blow);
    }

    /// Ends a life with another violence than usual.
    void strike(RunningAgent living, Blow other) throws Exception {
        other.strike(living, acknowledged);
        agent = null;
    }

    private RunningAgent launch() throws IOException {
        Path log = folder.resolve("agent.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("agent.log." + lives % 20), StandardCopyOption.REPLACE_EXISTING);
        }
        lives++;
        acknowledged.begin();
        RunningAgent launched = RunningAgent.launchWithJava(javaOptions, folder, plugins);
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

    /// Compares in a life that ends in order.
    ///
    /// @param ends violent ones, so far
    TrialReport settle(int ends) throws Exception {
        RunningAgent last = begin();
        TrialReport report = rest(last, ends);
        last.stop();
        agent = null;
        goOn();
        return report;
    }

    /// Heals all receivers, silences the clients, lets the agent deliver all that it has, and compares.
    ///
    /// @param ends violent ones, so far
    TrialReport rest(RunningAgent living, int ends) throws Exception {
        sinks.forEach(sink -> sink.heal(true));
        clients.forEach(client -> client.rest(true));
        awaitEmpty(living);
        living.assertBooksBalance();
        return new TrialReport(ends, acknowledged.count(), compare(), living.books());
    }

    /// Takes up again what [#rest] has ended.
    void goOn() {
        sinks.forEach(sink -> sink.heal(false));
        clients.forEach(client -> client.rest(false));
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
    public void close() throws IOException {
        clients.forEach(TrialClient::close);
        RunningAgent living = agent;
        if (living != null) {
            living.close();
        }
        front.close();
        sinks.forEach(TrialSink::close);
    }
}
