package io.heliograph.core.channel;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.series.FieldSets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Columns to put rows together in, lent for one gather. As many are kept as gathers usually run at a time.
public final class ColumnPool {
    private static final int KEPT = 16;

    /// What stands in for columns while none are borrowed.
    static final MetricBatch.Builder NONE = new MetricBatch.Builder();
    /// What stands in for field sets while none are borrowed.
    static final FieldSets NO_FIELD_SETS = new FieldSets();

    private final BlockingQueue<Columns> free = new ArrayBlockingQueue<>(KEPT);

    /// Columns and the field sets that belong with them.
    ///
    /// @param rows empty
    /// @param fieldSets of rows that were put together in them before
    record Columns(MetricBatch.Builder rows, FieldSets fieldSets) {}

    Columns borrow() {
        Columns lent = free.poll();
        return lent == null ? new Columns(new MetricBatch.Builder(), new FieldSets()) : lent;
    }

    /// Where enough are kept already, these are let go.
    void giveBack(Columns columns) {
        free.offer(columns);
    }
}
