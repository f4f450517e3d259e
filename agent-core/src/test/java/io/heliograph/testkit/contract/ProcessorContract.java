package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/// Processors: one target's rows become the same whether or not another target has the same series.
final class ProcessorContract {
    private ProcessorContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(subject.test("tells two targets apart", () -> tellsApart(subject)));
    }

    private static void tellsApart(Subject subject) throws Exception {
        List<Metric> both = through(subject, TwoTargets.rows("a", "b"));
        for (String target : List.of("a", "b")) {
            List<Metric> alone = through(subject, TwoTargets.rows(target));
            assertThat(TwoTargets.of(target, both)).isEqualTo(TwoTargets.of(target, alone));
        }
    }

    private static List<Metric> through(Subject subject, List<Metric> rows) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        Map<Series, Plan> plans = new HashMap<>();
        try (SilentServer silent = new SilentServer();
                Processor processor = (Processor) subject.create(silent)) {
            processor.open();
            for (Metric row : rows) {
                apply(plans.computeIfAbsent(row.series(), processor::plan), row, out);
            }
        }
        return out.metrics();
    }

    private static void apply(Plan plan, Metric row, Accumulator out) throws Exception {
        switch (plan) {
            case Plan.Keep() -> out.pass(row);
            case Plan.Drop() -> {}
            case Plan.Become(Series series) -> out.row(series).copy(row).emit();
            case Plan.Each(Plan.Step step) -> step.apply(row, out);
        }
    }
}
