package io.heliograph.plugins.aggregate.histogram;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Series;
import io.heliograph.plugins.aggregate.histogram.HistogramConfig.Buckets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts the values of fields by buckets: rows with a tag `le`, and fields `<field>_bucket`, integers.
///
/// Unless configured otherwise, counts go on from window to window, so the aggregator holds on to every series that
/// it has seen.
public final class HistogramAggregator implements Aggregator {
    private final PluginContext context;
    private final HistogramConfig config;
    private final long expirationNanos;
    private final Map<Series, SeriesHistograms> bySeries = new LinkedHashMap<>();

    /// As configured; the host makes it.
    public HistogramAggregator(HistogramConfig config, PluginContext context) {
        this.context = context;
        this.config = config;
        this.expirationNanos = config.expirationInterval().toNanos();
    }

    @Override
    public void add(Metric metric) {
        Series series = metric.series();
        SeriesHistograms histograms = bySeries.get(series);
        if (histograms == null) {
            if (!concerns(series.name())) {
                return;
            }
            histograms = new SeriesHistograms(series, field -> histogram(series.name(), field), config.cumulative());
            bySeries.put(series, histograms);
        }
        histograms.add(metric, context.epochNanos());
    }

    private boolean concerns(String measurement) {
        for (Buckets buckets : config.config()) {
            if (buckets.measurementName().equals(measurement)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable FieldHistogram histogram(String measurement, String field) {
        double[] borders = null;
        for (Buckets buckets : config.config()) {
            borders = buckets.isOf(measurement, field) ? buckets.borders() : borders;
        }
        return borders == null ? null : new FieldHistogram(field, borders, config.cumulative());
    }

    @Override
    public void push(Accumulator out) {
        long now = context.epochNanos();
        Iterator<SeriesHistograms> all = bySeries.values().iterator();
        while (all.hasNext()) {
            SeriesHistograms histograms = all.next();
            if (histograms.isEmpty() || expirationNanos > 0 && now - histograms.addedNanos() > expirationNanos) {
                all.remove();
            } else if (!config.pushOnlyOnUpdate() || histograms.isUpdated()) {
                histograms.push(out);
            }
        }
        if (config.reset()) {
            bySeries.clear();
        }
    }
}
