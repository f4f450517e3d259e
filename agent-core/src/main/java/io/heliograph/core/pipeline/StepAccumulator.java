package io.heliograph.core.pipeline;

import io.heliograph.api.Accumulator;
import io.heliograph.api.FlushException;
import io.heliograph.api.Metric;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.FieldFilter;
import io.heliograph.core.channel.RowBuilder;
import io.heliograph.core.series.FieldSets;
import io.heliograph.core.series.SeriesCache;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes the rows that a processor's step or an aggregator's push emits, one by one, and sends each on its further way.
final class StepAccumulator extends RowBuilder implements Accumulator {
    /// Takes a row on its further way.
    @FunctionalInterface
    interface Next {
        void accept(Metric metric);
    }

    private final Next next;
    private final StageCounts counts;
    private final SeriesCache cache = new SeriesCache();
    private final FieldSets fieldSets = new FieldSets();
    private long defaultNanos;
    private int emitted;
    private boolean open;

    StepAccumulator(Next next, StageCounts counts) {
        this.next = next;
        this.counts = counts;
    }

    /// Gets ready for one step.
    ///
    /// @param nanos the time of rows that get none
    void begin(long nanos) {
        defaultNanos = nanos;
        emitted = 0;
        open = true;
    }

    /// The step is over, and what it emitted is counted.
    void end() {
        open = false;
    }

    /// Whether a step is under way, or was when its thread was left behind.
    boolean isOpen() {
        return open;
    }

    /// How many rows were emitted since [#begin].
    int emitted() {
        return emitted;
    }

    @Override
    public Series series(String name, String... tags) {
        return cache.canonical(Series.of(name, tags));
    }

    @Override
    public Series series(String name, TagSet tags) {
        return cache.canonical(Series.of(name, tags));
    }

    /// Lets the series that were made and not seen since go.
    void age() {
        cache.age();
    }

    @Override
    public Row row(Series of) {
        return open(of);
    }

    @Override
    public void emit() {
        if (rows.fieldCount() == 0) {
            rows.discard();
            return;
        }
        send(closed());
    }

    private Metric closed() {
        return rows.take(series, fieldSets.of(rows), timed ? epochNanos : defaultNanos, type);
    }

    @Override
    public void pass(Metric metric) {
        send(metric);
    }

    private void send(Metric metric) {
        emitted++;
        next.accept(metric);
    }

    /// The metric without the fields that do not pass; null where none is left.
    @Nullable
    Metric masked(Metric metric, @Nullable FieldFilter fields) {
        open(metric.series()).copy(metric);
        Objects.requireNonNull(fields).apply(rows);
        if (rows.fieldCount() == 0) {
            rows.discard();
            return null;
        }
        return closed();
    }

    @Override
    public void flush(Duration atMost) throws FlushException {
        throw new FlushException("only inputs can flush", Duration.ZERO);
    }

    @Override
    public void error(Throwable problem) {
        counts.error(problem);
    }
}
