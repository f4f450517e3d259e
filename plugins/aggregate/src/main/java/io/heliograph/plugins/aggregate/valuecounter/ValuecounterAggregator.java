package io.heliograph.plugins.aggregate.valuecounter;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.plugins.aggregate.window.SeriesWindow;

/// Counts how often each value of chosen fields came in a window: fields `<field>_<value>`, integers.
public final class ValuecounterAggregator implements Aggregator {
    private final SeriesWindow<ValueCounts> window;

    /// As configured; the host makes it.
    public ValuecounterAggregator(ValuecounterConfig config, PluginContext context) {
        this.window = new SeriesWindow<>(() -> new ValueCounts(config.fields()));
    }

    @Override
    public void add(Metric metric) {
        window.add(metric);
    }

    @Override
    public void push(Accumulator out) {
        window.drain((series, counts) -> {
            Row row = out.row(series);
            counts.put(row);
            row.emit();
        });
    }
}
