package io.heliograph.testkit.contract;

import io.heliograph.api.Metric;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows of two targets whose series differ in the target's tag only, and whose values are not the same.
final class TwoTargets {
    private static final Series SHARED = Series.of("cpu", "cpu", "cpu0");
    private static final long START = 1_700_000_000_000_000_000L;

    private TwoTargets() {}

    /// They share the series, as the host has it: only the tags that lie over it tell them apart.
    static List<Metric> rows(String... targets) {
        RecordingAccumulator out = new RecordingAccumulator();
        Map<String, Overlay> overlays = new HashMap<>();
        for (int round = 0; round < 6; round++) {
            for (String target : targets) {
                double value = target.equals("a") ? round : 100 - 7 * (round / 2);
                Overlay overlay = overlays.computeIfAbsent(target, host -> new Overlay(TagSet.of("host", host)));
                out.row(SHARED.over(overlay))
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
