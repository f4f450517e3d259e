package io.heliograph.testkit.contract;

import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Outputs: a write ends within a second of its interrupt, even while the server says nothing.
final class OutputContract {
    private OutputContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(subject.test("ends when interrupted", () -> ends(subject)));
    }

    private static void ends(Subject subject) throws Exception {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        for (Metric row : TwoTargets.rows("a", "b")) {
            batch.add(row);
        }
        MetricBatch rows = batch.seal();
        try (SilentServer silent = new SilentServer();
                Output output = (Output) subject.create(silent)) {
            output.open();
            Interrupted.endsSoon(() -> output.write(rows));
        }
    }
}
