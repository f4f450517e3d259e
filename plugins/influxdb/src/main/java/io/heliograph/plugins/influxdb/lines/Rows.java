package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.MetricBatch;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Some rows of the batch that the host gave, as a batch of their own.
///
/// @param batch the rows
/// @param origins the index of each in the host's batch; null where they are the same
record Rows(MetricBatch batch, int @Nullable [] origins) {
    static Rows all(MetricBatch batch) {
        return new Rows(batch, null);
    }

    int size() {
        return batch.size();
    }

    /// The index in the host's batch.
    int origin(int row) {
        return origins == null ? row : origins[row];
    }

    /// These rows but those that are settled, by the host's index.
    Rows without(BitSet settled) {
        if (settled.isEmpty()) {
            return this;
        }
        MetricBatch.Builder kept = new MetricBatch.Builder();
        int[] keptOrigins = new int[size()];
        for (int row = 0; row < size(); row++) {
            if (!settled.get(origin(row))) {
                keptOrigins[kept.size()] = origin(row);
                kept.copy(batch, row, batch.series(row));
            }
        }
        int[] own = Arrays.copyOf(keptOrigins, kept.size());
        return own.length == size() ? this : new Rows(kept.seal(), own);
    }
}
