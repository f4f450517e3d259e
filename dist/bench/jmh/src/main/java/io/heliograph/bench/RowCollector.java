package io.heliograph.bench;

import io.heliograph.api.Accumulator;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.RowBuilder;
import io.heliograph.core.series.FieldSets;
import java.time.Duration;

/// Puts rows into columns, and does nothing else with them.
final class RowCollector extends RowBuilder implements Accumulator {
    private final FieldSets fieldSets = new FieldSets();

    @Override
    public Series series(String name, String... tags) {
        return Series.of(name, tags);
    }

    @Override
    public Series series(String name, TagSet tags) {
        return Series.of(name, tags);
    }

    @Override
    public Row row(Series of) {
        return open(of);
    }

    @Override
    public void emit() {
        rows.close(series, fieldSets.of(rows), epochNanos, type);
    }

    @Override
    public void flush(Duration atMost) {
        // there is nowhere to flush to
    }

    @Override
    public void error(Throwable problem) {
        throw new IllegalStateException(problem);
    }

    MetricBatch seal() {
        return rows.seal();
    }
}
