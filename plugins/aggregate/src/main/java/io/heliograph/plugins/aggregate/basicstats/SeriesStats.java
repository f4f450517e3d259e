package io.heliograph.plugins.aggregate.basicstats;

import io.heliograph.api.Metric;
import io.heliograph.plugins.aggregate.window.FieldSlots;
import io.heliograph.plugins.aggregate.window.SeriesWindow;
import java.util.ArrayList;
import java.util.List;

/// The statistics of a series' fields in one window.
final class SeriesStats implements SeriesWindow.State {
    private final FieldSlots slots = new FieldSlots();
    private final List<FieldStats> stats = new ArrayList<>();

    @Override
    public void add(Metric metric) {
        int[] slotOf = slots.of(metric.fields());
        while (stats.size() < slots.size()) {
            stats.add(new FieldStats());
        }
        for (int field = 0; field < slotOf.length; field++) {
            if (slotOf[field] >= 0) {
                stats.get(slotOf[field]).add(metric.doubleValue(field), metric.epochNanos());
            }
        }
    }

    int size() {
        return stats.size();
    }

    String key(int slot) {
        return slots.key(slot);
    }

    FieldStats of(int slot) {
        return stats.get(slot);
    }

    @Override
    public void reset() {
        for (int slot = 0; slot < stats.size(); slot++) {
            stats.get(slot).reset();
        }
    }
}
