package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import io.heliograph.testkit.servers.InfluxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the agent keeps, and where.
class StateIT {
    private static final String INFLUX = "output=\"influxdb\"";

    @TempDir
    Path folder;

    private static String plugins(Door door, String more) {
        return """
                [[inputs.mock]]
                  metric_name = "probe"
                  [[inputs.mock.step]]
                    name = "n"
                    start = 0.0
                    step = 1.0
                [[outputs.influxdb]]
                  urls = ["http://127.0.0.1:%d"]
                  database = "kept"
                """.formatted(door.port()) + more;
    }

    private static double count(RunningAgent agent, String count) throws IOException {
        return agent.books().output(count, INFLUX);
    }

    private static void awaitBuffered(RunningAgent agent, int rows) {
        await(rows + " rows wait").atMost(RunningAgent.SOON).until(() -> count(agent, "buffered_rows") >= rows);
    }

    /// All numbers from 0 on, of several lives, each of which counts from 0.
    private static void assertAllArrive(InfluxServer server, int rows) {
        Influx influx = new Influx(server.url(), "kept");
        await("all rows").atMost(RunningAgent.SOON).until(() -> influx.count("probe", "n") >= rows);
    }

    @Test
    void whatWasNotDeliveredIsDeliveredByTheNextLife() throws Exception {
        try (Door door = Door.shut()) {
            int kept;
            try (RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
                awaitBuffered(agent, 3);
                agent.assertBooksBalance();
                agent.stop();
                assertThat(agent.log()).contains("rows could not be delivered before the end");
            }
            try (InfluxServer server = InfluxServer.start("none");
                    RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
                kept = (int) count(agent, "recovered_total");
                assertThat(kept).isGreaterThanOrEqualTo(3);
                door.open(server.port());
                assertAllArrive(server, kept + 1);
                agent.assertBooksBalance();
                List<Double> numbers = new Influx(server.url(), "kept")
                        .query("SELECT n FROM probe").stream()
                                .limit(kept)
                                .map(row -> row.number("n"))
                                .toList();
                assertThat(numbers)
                        .isEqualTo(IntStream.range(0, kept)
                                .mapToObj(n -> (double) n)
                                .toList());
            }
        }
    }

    /// After an outage that a restart was part of, the receiver has the present at once, and the backlog behind it.
    @Test
    void whatIsFreshGoesFirstWhereToldSo() throws Exception {
        try (Door door = Door.shut()) {
            try (RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
                awaitBuffered(agent, 3);
                agent.stop();
            }
            try (RememberingSink sink = RememberingSink.start();
                    RunningAgent agent = RunningAgent.start(folder, plugins(door, "  fresh_first = true\n"))) {
                int kept = (int) count(agent, "recovered_total");
                awaitBuffered(agent, kept + 2);
                door.open(sink.port());
                await("all rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> sink.samples().size() > kept + 2);
                List<Long> times = sink.samples().stream()
                        .map(sample -> Long.parseLong(sample.time()))
                        .toList();
                assertThat(times.stream().filter(time -> time < times.getFirst()))
                        .as("rows that came later and are older: %s", times)
                        .hasSizeGreaterThanOrEqualTo(kept);
                agent.assertBooksBalance();
            }
        }
    }

    @FaultRow(54)
    void asecondAgentIsRefusedAndTheFirstGoesOn() throws Exception {
        try (Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
            Path other = Files.writeString(
                    folder.resolve("other.toml"), "[agent]\n  http_address = \"\"\n" + plugins(door, ""));
            Distribution.Ended second = Distribution.run(folder, other);
            assertThat(second.code()).as(second.said()).isEqualTo(1);
            assertThat(second.said())
                    .contains("is the state directory of another agent, process ")
                    .contains("--state");
            awaitBuffered(agent, 2);
            agent.assertBooksBalance();
        }
    }

    @Test
    void aReloadMovesRowsToMemoryAndBack() throws Exception {
        try (Door door = Door.shut();
                InfluxServer server = InfluxServer.start("none");
                RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
            awaitBuffered(agent, 2);
            agent.configure(plugins(door, "  buffer_strategy = \"memory\"\n"));
            agent.reload();
            awaitBuffered(agent, 4);
            agent.configure(plugins(door, ""));
            agent.reload();
            awaitBuffered(agent, 6);
            agent.assertBooksBalance();
            door.open(server.port());
            assertAllArrive(server, 6);
            agent.assertBooksBalance();
            List<Double> numbers = new Influx(server.url(), "kept")
                    .query("SELECT n FROM probe").stream()
                            .map(row -> row.number("n"))
                            .toList();
            assertThat(numbers)
                    .isEqualTo(IntStream.range(0, numbers.size())
                            .mapToObj(n -> (double) n)
                            .toList());
        }
    }

    /// A file stands where the directory should be, until it goes.
    @FaultRow(47)
    void aDirectoryThatCannotBeUsedIsTriedAgain() throws Exception {
        Files.writeString(folder.resolve("state"), "in the way");
        try (Door door = Door.shut();
                InfluxServer server = InfluxServer.start("none");
                RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
            agent.awaitLog("the state directory", "cannot be used");
            awaitBuffered(agent, 2);
            assertThat(Web.status(agent.address("/ready"))).isEqualTo(503);
            Files.delete(folder.resolve("state"));
            agent.awaitLog("outputs.influxdb", "rows go to the disk again");
            awaitBuffered(agent, 8);
            door.open(server.port());
            assertAllArrive(server, 8);
            await("ready").atMost(RunningAgent.SOON).until(() -> Web.status(agent.address("/ready")) == 200);
            agent.assertBooksBalance();
            assertThat(count(agent, "dropped_total")).isZero();
        }
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        try (Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(folder, plugins(door, ""))) {
            awaitBuffered(agent, 1);
            try (Stream<Path> all = Files.walk(folder.resolve("state"))) {
                assertThat(all)
                        .isNotEmpty()
                        .allSatisfy(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }
}
