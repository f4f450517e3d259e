package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new configuration is applied as a difference, a bad one is not, and the end is in time. Each mock counts its own
/// gathers from zero, so that its rows tell whether it was restarted.
class ReloadIT {
    private static final String STAYS = mock("stays", "1");
    private static final String FILE = """
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
            """;

    @TempDir
    Path folder;

    private static String mock(String name, String step) {
        return """
                [[inputs.mock]]
                  metric_name = "%1$s"
                  alias = "%1$s"
                  [[inputs.mock.step]]
                    name = "n"
                    start = 0.0
                    step = %2$s.0
                """.formatted(name, step);
    }

    @Test
    void onlyWhatChangedRestarts() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder, STAYS + mock("changes", "1") + mock("goes", "1") + FILE)) {
            awaitRows(agent, "stays", 2);
            awaitRows(agent, "changes", 2);
            agent.configure(STAYS + mock("changes", "10") + mock("comes", "1") + FILE);
            agent.reload();
            int gone = numbers(agent, "goes").size();
            awaitRows(agent, "comes", 3);
            awaitRows(agent, "changes", numbers(agent, "changes").size() + 2);

            assertThat(numbers(agent, "stays"))
                    .isEqualTo(counted(numbers(agent, "stays").size()));
            assertThat(numbers(agent, "changes"))
                    .contains(10.0)
                    .filteredOn(n -> n == 0)
                    .hasSize(2);
            assertThat(numbers(agent, "goes").size() - gone).isLessThanOrEqualTo(1);
            agent.assertBooksBalance();
            agent.stop();
            assertThat(numbers(agent, "stays"))
                    .isEqualTo(counted(numbers(agent, "stays").size()));
        }
    }

    @Test
    void anInvalidFileLeavesTheRunningAgentAsItWas() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder, STAYS + FILE)) {
            awaitRows(agent, "stays", 1);
            agent.configure(STAYS.replace("step = 1.0", "step = \"one\"") + "[[inputs.mokc]]\n" + FILE);
            agent.reloadInVain("heliograph.toml:", "step");
            agent.awaitLog("heliograph.toml:", "inputs.mokc");
            agent.configure("[[inputs.mock\n");
            agent.reloadInVain("heliograph.toml:6");
            awaitRows(agent, "stays", numbers(agent, "stays").size() + 2);
            agent.configure(STAYS + mock("comes", "1") + FILE);
            agent.reload();
            awaitRows(agent, "comes", 1);
            assertThat(numbers(agent, "stays"))
                    .isEqualTo(counted(numbers(agent, "stays").size()));
            agent.assertBooksBalance();
        }
    }

    @Test
    void anOutputThatChangesLosesNothing() throws Exception {
        try (Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(folder, STAYS + FILE + influx(door, "2s"))) {
            awaitRows(agent, "stays", 3);
            double buffered = agent.books().output("buffered_rows", "output=\"influxdb\"");
            agent.configure(STAYS + FILE.replace("files", "metric_batch_size = 10\n  files") + influx(door, "3s"));
            agent.reload();
            awaitRows(agent, "stays", numbers(agent, "stays").size() + 2);
            assertThat(numbers(agent, "stays"))
                    .isEqualTo(counted(numbers(agent, "stays").size()));
            assertThat(agent.books().output("buffered_rows", "output=\"influxdb\""))
                    .isGreaterThan(buffered);
            agent.assertBooksBalance();
        }
    }

    private static String inMemory(Door door, String timeout) {
        return influx(door, timeout) + "  buffer_strategy = \"memory\"\n";
    }

    private static String influx(Door door, String timeout) {
        return """
                [[outputs.influxdb]]
                  urls = ["http://127.0.0.1:%d"]
                  timeout = "%s"
                """.formatted(door.port(), timeout);
    }

    @Test
    void whatARemovedOutputInMemoryCouldNotDeliverIsCounted() throws Exception {
        try (Door door = Door.shut();
                RunningAgent agent =
                        RunningAgent.start(folder, STAYS + FILE + inMemory(door, "2s") + inMemory(door, "3s"))) {
            String both = "output=\"influxdb\""; // without an alias they share their counts
            awaitRows(agent, "stays", 3);
            agent.assertBooksBalance();
            assertThat(agent.books().output("buffered_rows", both)).isGreaterThanOrEqualTo(6);

            agent.configure(STAYS + FILE + inMemory(door, "2s"));
            agent.reload();
            agent.awaitLog("outputs.influxdb", "undelivered rows are dropped", "output_removed");
            assertThat(agent.books().output("dropped_total", both)).isGreaterThanOrEqualTo(3);
            agent.assertBooksBalance();

            agent.configure(STAYS + FILE);
            agent.reload();
            assertThat(agent.books().output("buffered_rows", both)).isZero();
            agent.assertBooksBalance();
        }
    }

    @Test
    void aWatchedFileIsAppliedWhenItChanges() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder, STAYS + FILE, "--watch-config")) {
            awaitRows(agent, "stays", 1);
            agent.configure(STAYS + mock("comes", "1") + FILE);
            await("the new input")
                    .atMost(RunningAgent.SOON)
                    .until(() -> numbers(agent, "comes").size() > 1);
            agent.configure("[[inputs.mock\n");
            agent.awaitLog("goes on as it was");
            agent.configure(STAYS + FILE);
            await("another reload").atMost(RunningAgent.SOON).until(() -> agent.reloads() == 2);
            assertThat(numbers(agent, "stays"))
                    .isEqualTo(counted(numbers(agent, "stays").size()));
            agent.assertBooksBalance();
        }
    }

    @Test
    void endsInTimeWhateverHangs() throws Exception {
        try (Door wedged = Door.wedged();
                RunningAgent agent = RunningAgent.start(
                        folder, STAYS + FILE + influx(wedged, "60s") + """
                        [[inputs.redis]]
                          servers = ["tcp://127.0.0.1:%1$d"]
                        [[inputs.mysql]]
                          servers = ["root@tcp(127.0.0.1:%1$d)/"]
                        """.formatted(wedged.port()))) {
            awaitRows(agent, "stays", 2);
            agent.configure(STAYS + mock("comes", "1") + FILE + influx(wedged, "60s"));
            agent.reload();
            awaitRows(agent, "comes", 1);
            assertThat(agent.stop()).isLessThan(Duration.ofSeconds(10));
            assertThat(numbers(agent, "stays"))
                    .isEqualTo(counted(numbers(agent, "stays").size()));
            assertThat(agent.log()).contains("outputs.influxdb").contains("rows could not be delivered before the end");
        }
    }

    private static void awaitRows(RunningAgent agent, String measurement, int rows) {
        await(rows + " rows of " + measurement)
                .atMost(RunningAgent.SOON)
                .until(() -> numbers(agent, measurement).size() >= rows);
    }

    private static List<Double> numbers(RunningAgent agent, String measurement) throws Exception {
        return agent.rows("rows.out").stream()
                .filter(row -> row.name().equals(measurement))
                .map(Metric::toMap)
                .map(fields -> (Double) fields.get("n"))
                .toList();
    }

    private static List<Double> counted(int rows) {
        return IntStream.range(0, rows).mapToObj(n -> (double) n).toList();
    }
}
