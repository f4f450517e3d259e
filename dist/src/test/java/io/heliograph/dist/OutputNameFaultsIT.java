package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.FaultProxy;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Names that are unknown, move, or are not answered for.
@Timeout(300)
class OutputNameFaultsIT {
    private static final String REMOTE = """
            [[outputs.influxdb]]
              alias = "%s"
              urls = ["http://%s:%d"]
              skip_database_creation = true
              timeout = "1s"
            """;
    /// How long Java itself remembers names, so that the test need not wait as long as the launcher lets it.
    private static final String SHORT = " -Dsun.net.inetaddr.ttl=1 -Dsun.net.inetaddr.negative.ttl=1";

    /// That a name is unknown is believed for some seconds, and by then the pauses between tries have grown.
    private static final Duration LATER = Duration.ofSeconds(100);

    /// More than there are threads for look-ups.
    private static final int SILENT = 24;

    @TempDir
    Path folder;

    private Probe probe;

    @BeforeEach
    void begin() {
        probe = new Probe(folder);
    }

    @FaultRow(17)
    void aNameThatMovesIsFoundWhereItIs() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        try (RememberingSink first = RememberingSink.start();
                RememberingSink second = RememberingSink.start();
                FaultProxy here = FaultProxy.at("127.0.0.1", 0, first.port());
                FaultProxy there = FaultProxy.at("127.0.0.2", here.port(), second.port());
                RunningAgent agent = RunningAgent.startWithJava(
                        "-Djdk.net.hosts.file=" + hosts + SHORT,
                        folder,
                        Probe.TABLES + REMOTE.formatted("remote", "sink.test", there.port()))) {
            agent.awaitLog("remote", "unknown host 'sink.test'", "rows are kept and tried again");
            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 sink.test\n");
            await("rows").atMost(LATER).until(() -> !first.samples().isEmpty());
            assertThat(second.samples()).isEmpty();

            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.2 sink.test\n");
            here.refuse();
            await("rows").atMost(LATER).until(() -> !second.samples().isEmpty());
            probe.assertArrives(agent, first, second);
        }
    }

    /// Where names stand in a pipe that nobody writes to, each look-up hangs within the system, as it does with a name
    /// server that is silent.
    @FaultRow(18)
    void aNameServerThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        Path hosts = folder.resolve("hosts");
        new ProcessBuilder("mkfifo", hosts.toString()).start().waitFor();
        try (RememberingSink silent = RememberingSink.start();
                RememberingSink healthy = RememberingSink.start();
                RunningAgent agent = RunningAgent.startWithJava(
                        "-Djdk.net.hosts.file=" + hosts,
                        folder,
                        Probe.TABLES + outputs(silent) + REMOTE.formatted("healthy", "127.0.0.1", healthy.port()))) {
            for (int i = 0; i < SILENT; i++) {
                agent.awaitLog("remote" + i + "]", "no answer of the name server for 'silent" + i + ".test'");
            }
            probe.awaitMore(10);
            probe.assertArrives(agent, healthy);
            assertThat(silent.writes()).isZero();

            speak(hosts);
            probe.assertArrives(agent, silent);
            agent.assertBooksBalance();
            probe.assertOnTime();
        }
    }

    /// A file takes the pipe's place, and who waits for the pipe gets an empty answer.
    private void speak(Path hosts) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SILENT; i++) {
            text.append("127.0.0.1 silent").append(i).append(".test\n");
        }
        Path pipe = Files.move(hosts, folder.resolve("pipe"));
        Files.writeString(hosts, text);
        Files.newOutputStream(pipe).close();
    }

    private static String outputs(RememberingSink silent) {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < SILENT; i++) {
            tables.append(REMOTE.formatted("remote" + i, "silent" + i + ".test", silent.port()));
        }
        return tables.toString();
    }
}
