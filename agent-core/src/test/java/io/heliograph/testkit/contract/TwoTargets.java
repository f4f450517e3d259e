package io.heliograph.testkit.contract;

import io.heliograph.api.Metric;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.ArrayList;
import java.util.List;

/// Rows of two targets whose series differ in the target's tag only, and whose values are not the same.
final class TwoTargets {
    private static final long START = 1_700_000_000_000_000_000L;

    private TwoTargets() {}

    static List<Metric> rows(String... targets) {
        RecordingAccumulator out = new RecordingAccumulator();
        for (int round = 0; round < 6; round++) {
            for (String target : targets) {
                double value = target.equals("a") ? round : 100 - 7 * (round / 2);
                out.row(out.series("cpu", "cpu", "cpu0", "host", target))
                        .at(START + round * 1_000_000_000L)
                        .put("usage", value)
                        .put("count", (long) value)
                        .put("state", "s" + value)
                        .emit();
            }
        }
        return out.metrics();
    }

    /// What is said of one target, as texts.
    static List<String> of(String target, List<Metric> rows) {
        List<String> texts = new ArrayList<>();
        for (Metric row : rows) {
            if (target.equals(row.tag("host"))) {
                texts.add(row.toString());
            }
        }
        texts.sort(null);
        return texts;
    }
}
