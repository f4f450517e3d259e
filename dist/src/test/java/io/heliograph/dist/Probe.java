package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.RememberingSink;
import io.heliograph.testkit.faults.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A row every fifth of a second, which a file takes as it comes: what other outputs must have in the end, and the
/// witness that nobody else waits for them.
///
/// @param folder of the agent
record Probe(Path folder) {
    /// The tables of its plugins.
    static final String TABLES = """
            [[inputs.mock]]
              metric_name = "probe"
              interval = "200ms"
              [[inputs.mock.step]]
                name = "n"
                start = 0.0
                step = 1.0
            [[outputs.file]]
              alias = "witness"
              files = ["FOLDER/rows.out"]
              namepass = ["probe"]
              flush_interval = "200ms"
            """;

    private static final Duration LATE = Duration.ofSeconds(2);
    private static final int NANOS_PER_MILLI = 1_000_000;

    /// The rows so far.
    Set<Sample> rows() throws IOException {
        Path file = folder.resolve("rows.out");
        if (!Files.exists(file)) {
            return Set.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Sample::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Lets some rows more come, each on time.
    void awaitMore(int rows) throws IOException {
        int before = rows().size();
        await("rows").atMost(RunningAgent.SOON).until(() -> rows().size() >= before + rows);
        assertOnTime();
    }

    /// Between two rows there is no gap that would be noticed.
    void assertOnTime() throws IOException {
        List<Long> times = rows().stream()
                .map(row -> Long.parseLong(row.time()) / NANOS_PER_MILLI)
                .toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1))
                    .as("milliseconds between row %s and the next", i)
                    .isLessThan(LATE.toMillis());
        }
    }

    /// Every row that there is by now arrives in one of these, nothing else does, nothing was dropped, and the books
    /// balance.
    void assertArrives(RunningAgent agent, RememberingSink... sinks) throws IOException {
        Set<Sample> sent = rows();
        await("all rows")
                .atMost(RunningAgent.SOON)
                .untilAsserted(() -> assertThat(in(sinks)).containsAll(sent));
        await("no others")
                .atMost(RunningAgent.SOON)
                .untilAsserted(() -> assertThat(rows()).containsAll(in(sinks)));
        assertThat(agent.books().sum("heliograph_output_dropped_total", "")).isZero();
        assertThat(agent.books().sum("heliograph_output_rejected_total", "")).isZero();
        agent.assertBooksBalance();
        assertOnTime();
    }

    private static Set<Sample> in(RememberingSink... sinks) {
        return Stream.of(sinks).flatMap(sink -> sink.samples().stream()).collect(Collectors.toSet());
    }
}
