package io.heliograph.plugins.aggregate.minmax;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.aggregate.window.FieldNames;
import io.heliograph.plugins.aggregate.window.SeriesWindow;

/// The smallest and the largest value of each numeric field in a window, as floating point numbers.
public final class MinmaxAggregator implements Aggregator {
    private final SeriesWindow<Extremes> window = new SeriesWindow<>(Extremes::new);
    private final FieldNames names = new FieldNames("_min", "_max");

    /// As configured; the host makes it.
    public MinmaxAggregator(MinmaxConfig config, PluginContext context) {}

    @Override
    public void add(Metric metric) {
        window.add(metric);
    }

    @Override
    public void push(Accumulator out) {
        window.drain((series, extremes) -> emit(series, extremes, out));
    }

    private void emit(Series series, Extremes extremes, Accumulator out) {
        Row row = out.row(series);
        for (int slot = 0; slot < extremes.size(); slot++) {
            if (extremes.isSeen(slot)) {
                String[] keys = names.of(extremes.key(slot));
                row.put(keys[0], extremes.min(slot)).put(keys[1], extremes.max(slot));
            }
        }
        row.emit();
    }
}
