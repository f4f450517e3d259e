package io.heliograph.core.http;

import static io.heliograph.core.agent.TrialPlugins.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.core.agent.Agent;
import io.heliograph.core.agent.TrialAgent;
import org.junit.jupiter.api.Test;

/// The agent's books, as `/metrics` shows them, balance once nothing is under way.
class BooksTest {
    private static final String EVERYTHING = """
            [[inputs.rows]]
              label = "books"
              rows = 8
              [inputs.rows.tagdrop]
                n = ["3"]
            [[processors.split]]
            [[aggregators.tally]]
              period = "300ms"
              drop_original = true
              [aggregators.tally.tagpass]
                n = ["4", "5"]
            [[outputs.sink]]
              label = "books failing"
              failures = 2
              rejected = "6"
            [[outputs.sink]]
              label = "books small"
              alias = "small"
              namedrop = ["tally"]
              failures = 1000000
              metric_buffer_limit = 10
            """;

    /// The sum over all series of a family, or over those with a label.
    private static double sum(String metrics, String family, String label) {
        return metrics.lines()
                .filter(line -> line.startsWith(family + " ") || line.startsWith(family + "{"))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double sum(String metrics, String family) {
        return sum(metrics, family, "");
    }

    @Test
    void balance() throws Exception {
        Agent agent = TrialAgent.started(EVERYTHING);
        await().until(() -> count("books failing written") > 100);
        agent.stop();
        String metrics = Exposition.of(agent.telemetry().registry());

        double in = sum(metrics, "heliograph_gathered_total") + sum(metrics, "heliograph_made_total");
        double out = sum(metrics, "heliograph_routed_total")
                + sum(metrics, "heliograph_filtered_total")
                + sum(metrics, "heliograph_absorbed_total");
        assertThat(in).as(metrics).isEqualTo(out).isGreaterThan(100);
        assertThat(sum(metrics, "heliograph_absorbed_total")).isGreaterThan(0);
        outputBalances(metrics, "output=\"sink\"} ", "output=\"sink\",reason");
        outputBalances(metrics, "alias=\"small\"} ", "alias=\"small\",reason");
        assertThat(sum(metrics, "heliograph_output_rejected_total", "output=\"sink\",reason"))
                .isGreaterThan(0);
        assertThat(sum(metrics, "heliograph_output_dropped_total", "reason=\"buffer_full\""))
                .isGreaterThan(0);
    }

    private static void outputBalances(String metrics, String plain, String byReason) {
        double in = sum(metrics, "heliograph_output_routed_total", plain)
                + sum(metrics, "heliograph_output_recovered_total", plain);
        double out = sum(metrics, "heliograph_output_filtered_total", plain)
                + sum(metrics, "heliograph_output_written_total", plain)
                + sum(metrics, "heliograph_output_rejected_total", byReason)
                + sum(metrics, "heliograph_output_dropped_total", byReason)
                + sum(metrics, "heliograph_output_buffered_rows", plain);
        assertThat(in).as(plain + metrics).isEqualTo(out).isGreaterThan(0);
    }
}
