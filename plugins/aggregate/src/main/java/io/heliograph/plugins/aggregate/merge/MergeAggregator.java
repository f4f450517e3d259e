package io.heliograph.plugins.aggregate.merge;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes one row of all rows that have the same series and time. Of a field that several of them have, the last value
/// counts.
public final class MergeAggregator implements Aggregator {
    private final Rounding rounding;
    private final Map<Moment, List<Metric>> rows = new LinkedHashMap<>();

    /// Where rows belong together.
    private record Moment(Series series, long epochNanos) {}

    /// As configured; the host makes it.
    public MergeAggregator(MergeConfig config, PluginContext context) {
        this.rounding = new Rounding(config.roundTimestampTo().toNanos());
    }

    @Override
    public void add(Metric metric) {
        Moment moment = new Moment(metric.series(), rounding.round(metric.epochNanos()));
        List<Metric> together = rows.get(moment);
        if (together == null) {
            together = new ArrayList<>(2);
            rows.put(moment, together);
        }
        together.add(metric);
    }

    @Override
    public void push(Accumulator out) {
        for (Map.Entry<Moment, List<Metric>> moment : rows.entrySet()) {
            emit(moment.getKey(), moment.getValue(), out);
        }
        rows.clear();
    }

    private static void emit(Moment moment, List<Metric> together, Accumulator out) {
        Row row = out.row(moment.series()).copy(together.get(0)).atExactly(moment.epochNanos());
        for (int i = 1; i < together.size(); i++) {
            Metric metric = together.get(i);
            for (int field = 0; field < metric.size(); field++) {
                row.put(metric, field);
            }
        }
        row.emit();
    }
}
