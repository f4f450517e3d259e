package io.heliograph.plugins.aggregate.finals;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.aggregate.finals.FinalConfig.Strategy;
import io.heliograph.plugins.aggregate.window.FieldNames;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The last row of each series, at its own time.
public final class FinalAggregator implements Aggregator {
    private final PluginContext context;
    private final FinalConfig config;
    private final long timeoutNanos;
    private final Map<Series, Metric> last = new LinkedHashMap<>();
    private final FieldNames names = new FieldNames("_final");

    /// As configured; the host makes it.
    public FinalAggregator(FinalConfig config, PluginContext context) {
        this.context = context;
        this.config = config;
        this.timeoutNanos = config.seriesTimeout().toNanos();
    }

    @Override
    public void add(Metric metric) {
        last.put(metric.series(), metric);
    }

    @Override
    public void push(Accumulator out) {
        long now = context.epochNanos();
        Iterator<Metric> rows = last.values().iterator();
        while (rows.hasNext()) {
            Metric row = rows.next();
            boolean ended = now - row.epochNanos() > timeoutNanos;
            if (ended || config.outputStrategy() == Strategy.PERIODIC) {
                emit(row, out);
                rows.remove();
            }
        }
    }

    private void emit(Metric metric, Accumulator out) {
        if (config.keepOriginalFieldNames()) {
            out.pass(metric);
            return;
        }
        Row row = out.row(metric.series())
                .atExactly(metric.epochNanos())
                .type(metric.type())
                .detail(metric.detail());
        for (int field = 0; field < metric.size(); field++) {
            put(row, names.of(metric.key(field))[0], metric, field);
        }
        row.emit();
    }

    private static void put(Row row, String key, Metric metric, int field) {
        switch (metric.kind(field)) {
            case DOUBLE -> row.put(key, metric.doubleValue(field));
            case LONG -> row.put(key, metric.longValue(field));
            case UNSIGNED -> row.putUnsigned(key, metric.bits(field));
            case BOOLEAN -> row.put(key, metric.booleanValue(field));
            case TEXT -> row.put(key, metric.text(field));
            case HISTOGRAM -> row.put(key, metric.histogram(field));
        }
    }
}
