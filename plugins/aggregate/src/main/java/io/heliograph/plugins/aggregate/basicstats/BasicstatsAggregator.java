package io.heliograph.plugins.aggregate.basicstats;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.aggregate.window.FieldNames;
import io.heliograph.plugins.aggregate.window.SeriesWindow;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Statistics of each numeric field in a window: floating point numbers, but for the interval, which is in nanoseconds.
public final class BasicstatsAggregator implements Aggregator {
    private final Stat[] stats;
    private final FieldNames names;
    private final SeriesWindow<SeriesStats> window = new SeriesWindow<>(SeriesStats::new);

    /// As configured; the host makes it.
    public BasicstatsAggregator(BasicstatsConfig config, PluginContext context) {
        this.stats = chosen(config.stats(), context);
        String[] suffixes = new String[stats.length];
        for (int i = 0; i < stats.length; i++) {
            suffixes[i] = stats[i].suffix();
        }
        this.names = new FieldNames(suffixes);
    }

    private static Stat[] chosen(List<String> names, PluginContext context) {
        Set<Stat> chosen = new TreeSet<>();
        for (String name : names) {
            Stat stat = Stat.of(name);
            if (stat == null) {
                context.logger().warn("stats: not a statistic: '{}' (try \"mean\"); it is ignored", name);
            } else {
                chosen.add(stat);
            }
        }
        return chosen.toArray(new Stat[0]);
    }

    @Override
    public void add(Metric metric) {
        window.add(metric);
    }

    @Override
    public void push(Accumulator out) {
        window.drain((series, found) -> emit(series, found, out));
    }

    private void emit(Series series, SeriesStats found, Accumulator out) {
        Row row = out.row(series);
        for (int slot = 0; slot < found.size(); slot++) {
            put(row, names.of(found.key(slot)), found.of(slot));
        }
        row.emit();
    }

    private void put(Row row, String[] keys, FieldStats field) {
        for (int i = 0; i < stats.length; i++) {
            if (!field.has(stats[i])) {
                continue;
            }
            if (stats[i] == Stat.INTERVAL) {
                row.put(keys[i], field.intervalNanos());
            } else {
                row.put(keys[i], field.value(stats[i]));
            }
        }
    }
}
