package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Aggregators: one target's aggregates are the same whether or not another target has the same series, and a window
/// without rows says nothing that the window before has said.
final class AggregatorContract {
    private AggregatorContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                subject.test("tells two targets apart", () -> tellsApart(subject)),
                subject.test(
                        "says nothing of nothing",
                        () -> assertThat(pushed(subject, List.of())).isEmpty()));
    }

    private static void tellsApart(Subject subject) throws Exception {
        List<Metric> both = pushed(subject, TwoTargets.rows("a", "b"));
        for (String target : List.of("a", "b")) {
            List<Metric> alone = pushed(subject, TwoTargets.rows(target));
            assertThat(TwoTargets.of(target, both)).isEqualTo(TwoTargets.of(target, alone));
        }
    }

    private static List<Metric> pushed(Subject subject, List<Metric> rows) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        try (SilentServer silent = new SilentServer();
                Aggregator aggregator = (Aggregator) subject.create(silent)) {
            aggregator.open();
            for (Metric row : rows) {
                aggregator.add(row);
            }
            aggregator.push(out);
        }
        return out.metrics();
    }
}
