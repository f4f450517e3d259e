package io.heliograph.testkit;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.RowBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keeps what a plugin emits, for unit tests. Series and times stay as the plugin gave them.
public final class RecordingAccumulator implements Accumulator {
    private final TagSet tags;
    private final long nowNanos;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final OpenRow open = new OpenRow();
    private int flushes;

    /// Rows without a time get time 0.
    public RecordingAccumulator() {
        this(TagSet.EMPTY, 0);
    }

    /// @param tags put on all rows, where the row has none of that key
    /// @param nowNanos the time of rows that have none
    public RecordingAccumulator(TagSet tags, long nowNanos) {
        this.tags = tags;
        this.nowNanos = nowNanos;
    }

    private final class OpenRow extends RowBuilder {
        @Override
        public void emit() {
            if (rows.fieldCount() == 0) {
                rows.discard();
                return;
            }
            Series full = series.tagged(series.tags().orElse(tags));
            metrics.add(rows.take(full, rows.fieldSet(), timed ? epochNanos : nowNanos, type));
        }
    }

    @Override
    public Series series(String name, String... pairs) {
        return Series.of(name, pairs);
    }

    @Override
    public Series series(String name, TagSet seriesTags) {
        return Series.of(name, seriesTags);
    }

    @Override
    public Row row(Series series) {
        return open.open(series);
    }

    @Override
    public void flush(Duration atMost) {
        flushes++;
    }

    @Override
    public void error(Throwable problem) {
        errors.add(problem);
    }

    /// What was emitted, in order.
    public List<Metric> metrics() {
        return List.copyOf(metrics);
    }

    /// The rows of one measurement.
    public List<Metric> metrics(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).toList();
    }

    /// The fields of the only row of a measurement.
    public Map<String, Object> fieldsOf(String name) {
        List<Metric> found = metrics(name);
        if (found.size() != 1) {
            throw new AssertionError("not one row of " + name + " but " + found);
        }
        return found.get(0).toMap();
    }

    /// What was reported.
    public List<Throwable> errors() {
        return List.copyOf(errors);
    }

    /// How often a flush was asked for.
    public int flushes() {
        return flushes;
    }
}
