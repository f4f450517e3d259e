package io.heliograph.core.buffer.log;

import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import org.jspecify.annotations.Nullable;

/// What the field sets of recent batches became in a record, for batches whose series are repeated ([RepeatedSeries]):
/// where each row of a scrape has a field of its own name, they cost as much as the series. Confined to one thread.
final class RepeatedSets {
    private final @Nullable Encoded[] places = new @Nullable Encoded[RepeatedSeries.PLACES];

    /// The field sets of one batch, as sections of a record.
    static final class Encoded {
        private FieldSet[] sets = new FieldSet[0];
        private int rows;

        final ByteWriter strings = new ByteWriter();
        final ByteWriter keys = new ByteWriter();
        final ByteWriter runs = new ByteWriter();
        int firstString;
        int stringCount;
        int setCount;

        private boolean isOf(MetricBatch batch, int from, int to) {
            if (rows != to - from) {
                return false;
            }
            for (int row = 0; row < rows; row++) {
                FieldSet set = batch.fields(from + row);
                if (set != sets[row] && !set.equals(sets[row])) {
                    return false;
                }
            }
            return true;
        }

        private void become(MetricBatch batch, int from, int to) {
            rows = to - from;
            if (sets.length < rows) {
                sets = new FieldSet[rows];
            }
            for (int row = 0; row < sets.length; row++) {
                sets[row] = batch.fields(from + Math.min(row, rows - 1)); // holds on to no others
            }
        }
    }

    /// What the sets of these rows became last time, or null.
    ///
    /// @param firstString the number of the first string that is new
    @Nullable
    Encoded find(MetricBatch batch, int from, int to, int firstString) {
        Encoded there = places[place(batch, from, to)];
        return there != null && there.firstString == firstString && there.isOf(batch, from, to) ? there : null;
    }

    /// Where to remember what they became, in place of others.
    Encoded replace(MetricBatch batch, int from, int to) {
        int place = place(batch, from, to);
        Encoded there = places[place];
        if (there == null) {
            there = new Encoded();
            places[place] = there;
        }
        there.become(batch, from, to);
        return there;
    }

    /// Not by identity, as the columns that are lent to gathers each have sets of their own.
    private static int place(MetricBatch batch, int from, int to) {
        return RepeatedSeries.place(batch.fields(from).hashCode(), to - from);
    }
}
