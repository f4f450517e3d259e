package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.Fault;
import io.heliograph.testkit.faults.FaultProxy;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import io.heliograph.testkit.faults.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What networks and peers do to the connection of an output costs time and nothing else: every row arrives, and nobody
/// waits for it.
@Timeout(300)
class OutputConnectionFaultsIT {
    private static final String OUTPUT = "output=\"influxdb\",alias=\"remote\"";
    private static final String REMOTE = Probe.TABLES + """
            [[outputs.influxdb]]
              alias = "remote"
              urls = ["http://127.0.0.1:%d"]
              skip_database_creation = true
              timeout = "1s"
            """;

    @TempDir
    Path folder;

    private RememberingSink sink;
    private FaultProxy proxy;
    private Probe probe;

    @BeforeEach
    void start() throws IOException {
        sink = RememberingSink.start();
        proxy = FaultProxy.to(sink.port());
        probe = new Probe(folder);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        sink.close();
    }

    private RunningAgent agent() throws IOException {
        return RunningAgent.start(folder, REMOTE.formatted(proxy.port()));
    }

    private void awaitSomeDelivered() {
        int before = sink.samples().size();
        await("rows in the sink")
                .atMost(RunningAgent.SOON)
                .until(() -> sink.samples().size() > before);
    }

    @FaultRow(3)
    void aReceiverThatFallsSilentWithinARequestCostsItsDeadline() throws Exception {
        try (RunningAgent agent = agent()) {
            awaitSomeDelivered();
            proxy.now(new Fault.BlackHole(250));
            agent.awaitLog("remote", "not done within 1s", "rows are kept and tried again");
            probe.awaitMore(10);
            assertThat(agent.books().output("buffered_rows", OUTPUT)).isGreaterThan(5);
            agent.assertBooksBalance();

            proxy.now(Fault.NONE);
            probe.assertArrives(agent, sink);
        }
    }

    @FaultRow(4)
    void aPeerThatVanishedIsGivenUpForAFreshConnection() throws Exception {
        try (RunningAgent agent = agent()) {
            awaitSomeDelivered();
            int connections = proxy.connections();
            proxy.open(new Fault.Vanished(0));
            agent.awaitLog("remote", "not done within 1s");
            await("a fresh connection").atMost(RunningAgent.SOON).until(() -> proxy.connections() > connections);
            awaitSomeDelivered();
            probe.assertArrives(agent, sink);
            proxy.open(Fault.NONE);
            await("the old one closed").atMost(RunningAgent.SOON).until(() -> proxy.openConnections() <= 1);
        }
    }

    @FaultRow(5)
    void aResetWithinTheBodyHasTheSameRowsSentAgain() throws Exception {
        String large = REMOTE.formatted(proxy.port()) + """
                  content_encoding = "identity"
                  flush_interval = "2s"
                """;
        proxy.next(new Fault.Reset(350), new Fault.Reset(360), new Fault.Reset(1));
        try (RunningAgent agent = RunningAgent.start(folder, large)) {
            await("all three").atMost(RunningAgent.SOON).until(() -> proxy.connections() >= 3);
            assertThat(sink.samples()).isEmpty();
            awaitSomeDelivered();
            probe.assertArrives(agent, sink);
            assertThat(sink.duplicates())
                    .as("not a row of a cut-off body was taken")
                    .isZero();
            assertThat(proxy.connections()).isGreaterThanOrEqualTo(4);
        }
    }

    @FaultRow(2)
    void aReceiverThatIsTooSlowHasTheOldestGoCounted() throws Exception {
        int port = RunningAgent.freePort();
        String settings = "  buffer_max_bytes = \"8MiB\"\n" + REMOTE.formatted(proxy.port()) + """
                  metric_batch_size = 20
                  content_encoding = "identity"
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                """.formatted(port);
        proxy.now(new Fault.Slow(50_000));
        try (RunningAgent agent = RunningAgent.start(folder, settings)) {
            await("the listener")
                    .atMost(RunningAgent.SOON)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> Web.status("http://127.0.0.1:" + port + "/ping") == 204);
            Set<Sample> pushed = push(port, 24, 1000);
            await("rows dropped")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.books().output("dropped_total", OUTPUT) > 1000);
            probe.awaitMore(10);
            agent.assertBooksBalance();
            assertThat(sink.samples()).as("it goes on, slowly").isNotEmpty();

            proxy.now(Fault.NONE);
            await("backlog delivered")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.books().output("buffered_rows", OUTPUT) < 10);
            pushed.addAll(probe.rows());
            Set<Sample> missing = new HashSet<>(pushed);
            missing.removeAll(sink.samples());
            assertThat(agent.books().output("dropped_total", OUTPUT))
                    .as("each that is missing is counted")
                    .isBetween(missing.size() - 20.0, (double) missing.size());
            agent.assertBooksBalance();
            probe.assertOnTime();
        }
    }

    /// Pushes rows of about a kilobyte; each push is acknowledged.
    private static Set<Sample> push(int port, int pushes, int rows) throws IOException {
        Random random = new Random(7);
        Set<Sample> pushed = new HashSet<>();
        byte[] text = new byte[720];
        for (int push = 0; push < pushes; push++) {
            StringBuilder lines = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                random.nextBytes(text);
                String line = "fat,push=" + push + " text=\""
                        + Base64.getEncoder().encodeToString(text) + "\" " + (1_700_000_000_000_000_000L + row);
                pushed.add(Sample.of(line));
                lines.append(line).append('\n');
            }
            byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
            String write = "http://127.0.0.1:" + port + "/write?db=x";
            assertThat(Web.post(write, body).statusCode()).isEqualTo(204);
        }
        return pushed;
    }
}
