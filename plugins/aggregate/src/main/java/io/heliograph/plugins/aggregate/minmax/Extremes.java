package io.heliograph.plugins.aggregate.minmax;

import io.heliograph.api.Metric;
import io.heliograph.plugins.aggregate.window.FieldSlots;
import io.heliograph.plugins.aggregate.window.SeriesWindow;
import java.util.Arrays;

/// The extremes of a series' fields in one window.
final class Extremes implements SeriesWindow.State {
    private final FieldSlots slots = new FieldSlots();
    private double[] min = new double[4];
    private double[] max = new double[4];
    private boolean[] seen = new boolean[4];

    @Override
    public void add(Metric metric) {
        int[] slotOf = slots.of(metric.fields());
        grow();
        for (int field = 0; field < slotOf.length; field++) {
            if (slotOf[field] >= 0) {
                add(slotOf[field], metric.doubleValue(field));
            }
        }
    }

    private void grow() {
        if (slots.size() > min.length) {
            int room = 2 * slots.size();
            min = Arrays.copyOf(min, room);
            max = Arrays.copyOf(max, room);
            seen = Arrays.copyOf(seen, room);
        }
    }

    private void add(int slot, double value) {
        if (!seen[slot]) {
            seen[slot] = true;
            min[slot] = value;
            max[slot] = value;
        } else if (value < min[slot]) {
            min[slot] = value;
        } else if (value > max[slot]) {
            max[slot] = value;
        }
    }

    int size() {
        return slots.size();
    }

    String key(int slot) {
        return slots.key(slot);
    }

    boolean isSeen(int slot) {
        return seen[slot];
    }

    double min(int slot) {
        return min[slot];
    }

    double max(int slot) {
        return max[slot];
    }

    @Override
    public void reset() {
        Arrays.fill(seen, false);
    }
}
