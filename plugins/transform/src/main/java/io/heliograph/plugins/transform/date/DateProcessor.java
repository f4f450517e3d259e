package io.heliograph.plugins.transform.date;

import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.common.go.GoLayout;
import io.heliograph.plugins.common.go.GoTimestamps;
import io.heliograph.plugins.transform.shape.DerivedSeries;
import java.time.Instant;
import java.time.ZoneId;

/// Writes the time of a row into a tag or a field.
public final class DateProcessor implements Processor {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DateConfig config;
    private final GoLayout layout;
    private final ZoneId zone;
    private final long offsetNanos;
    // rows that were read together have one time, so the last text mostly serves again
    private long lastNanos = Long.MIN_VALUE;
    private String lastText = "";

    /// As configured; the host makes it.
    public DateProcessor(DateConfig config, PluginContext context) {
        this.config = config;
        this.layout = GoLayout.of(config.dateFormat());
        this.zone = config.zone();
        this.offsetNanos = config.dateOffset().toNanos();
    }

    @Override
    public Plan plan(Series series) {
        String tagKey = config.tagKey();
        String fieldKey = config.fieldKey();
        if (tagKey != null && !tagKey.isEmpty()) {
            return tag(series, tagKey);
        }
        return fieldKey == null ? Plan.KEEP : field(fieldKey);
    }

    private Plan tag(Series series, String key) {
        DerivedSeries dated = new DerivedSeries(text -> series.with(key, text));
        return Plan.each(
                (metric, out) -> out.row(dated.of(text(metric))).copy(metric).emit());
    }

    private Plan field(String key) {
        long unitNanos = GoTimestamps.unitNanos(config.dateFormat());
        if (unitNanos == 0) {
            return Plan.each((metric, out) ->
                    out.row(metric.series()).copy(metric).put(key, text(metric)).emit());
        }
        return Plan.each((metric, out) -> {
            long units = Math.floorDiv(metric.epochNanos() + offsetNanos, unitNanos);
            out.row(metric.series()).copy(metric).put(key, units).emit();
        });
    }

    private String text(Metric metric) {
        long nanos = metric.epochNanos() + offsetNanos;
        if (nanos != lastNanos) {
            Instant time = Instant.ofEpochSecond(
                    Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
            lastText = layout.format(time, zone);
            lastNanos = nanos;
        }
        return lastText;
    }
}
