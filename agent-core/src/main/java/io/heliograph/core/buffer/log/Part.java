package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import org.jspecify.annotations.Nullable;

/// Rows as they were appended, with their numbers.
///
/// @param first the number of the first row
/// @param bytes that are held on to, as [MetricBatch#retainedBytes] counts them; 0 where nobody counts
record Part(long first, MetricBatch batch, long bytes) {
    long end() {
        return first + batch.size();
    }

    /// What is in it of the rows from `from` up to `to`, exclusive; null for nothing.
    @Nullable
    Part within(long from, long to) {
        long start = Math.max(from, first);
        long end = Math.min(to, end());
        if (start >= end) {
            return null;
        }
        MetricBatch some = batch.slice((int) (start - first), (int) (end - first));
        return some == batch ? this : new Part(start, some, bytes == 0 ? 0 : some.retainedBytes());
    }
}
