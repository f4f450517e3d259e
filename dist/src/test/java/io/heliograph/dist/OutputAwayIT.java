package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import io.heliograph.testkit.servers.InfluxServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An output that is away, or that takes connections and never answers, keeps its rows for later and slows no other
/// output.
class OutputAwayIT {
    private static final String INFLUX = "output=\"influxdb\"";
    private static final String PLUGINS = """
            [[inputs.mock]]
              metric_name = "probe"
              [[inputs.mock.step]]
                name = "n"
                start = 0.0
                step = 1.0
            [[outputs.influxdb]]
              urls = ["http://127.0.0.1:%d"]
              database = "away"
              timeout = "2s"
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
            """;

    @TempDir
    Path folder;

    @Test
    void everyRowArrivesWhenTheServerIsThereAndTheOtherOutputStaysOnTime() throws Exception {
        try (Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(folder, PLUGINS.formatted(door.port()))) {
            assertOnTime(agent, 3);
            agent.awaitLog("outputs.influxdb", "rows are kept and tried again");
            door.openAndNeverAnswer();
            assertOnTime(agent, 4);
            assertThat(agent.books().output("buffered_rows", INFLUX)).isGreaterThan(5);
            agent.assertBooksBalance();

            try (InfluxServer server = InfluxServer.start("none")) {
                door.shutAgain();
                door.open(server.port());
                Influx influx = new Influx(server.url(), "away");
                await("all rows").atMost(RunningAgent.SOON).until(() -> influx.count("probe", "n") > 10);
                agent.awaitLog("outputs.influxdb", "delivers again");
                agent.assertBooksBalance();
                assertNoneIsMissing(influx);
                assertThat(agent.books().output("dropped_total", INFLUX)).isZero();
                agent.stop();
                assertThat(influx.count("probe", "n"))
                        .isEqualTo(agent.rows("rows.out").size());
            }
        }
    }

    @Test
    void theOldestRowsGoWhereTheLimitIsReachedAndAreCounted() throws Exception {
        try (Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(
                        folder,
                        PLUGINS.formatted(door.port())
                                .replace(
                                        "database = \"away\"",
                                        "database = \"away\"\n  buffer_strategy = \"memory\"\n  metric_buffer_limit = 3"))) {
            await("a full buffer")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.books().output("dropped_total", INFLUX) > 1);
            assertThat(agent.books().output("buffered_rows", INFLUX)).isLessThanOrEqualTo(3);
            agent.awaitLog("outputs.influxdb", "the buffer is full");
            agent.assertBooksBalance();
        }
    }

    /// A row each second goes to the file, whatever the other output does.
    private static void assertOnTime(RunningAgent agent, int seconds) throws Exception {
        int before = agent.rows("rows.out").size();
        Thread.sleep(seconds * 1000L);
        assertThat(agent.rows("rows.out").size() - before)
                .as("rows in %s seconds", seconds)
                .isGreaterThanOrEqualTo(seconds - 1);
        List<Metric> rows = agent.rows("rows.out");
        long lag = System.currentTimeMillis() - rows.get(rows.size() - 1).epochNanos() / 1_000_000;
        assertThat(lag).as("milliseconds since the last row").isLessThan(4000);
    }

    private static void assertNoneIsMissing(Influx influx) throws Exception {
        List<Double> numbers = influx.query("SELECT n FROM probe").stream()
                .map(row -> row.number("n"))
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.range(0, numbers.size())
                        .mapToObj(n -> (double) n)
                        .toList());
    }
}
