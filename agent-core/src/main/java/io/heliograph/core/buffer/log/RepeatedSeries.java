package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// What the series of recent batches became in a record. A scrape names the same series in the same order each time,
/// and so do targets of one kind; comparing references costs a hundredth of looking all names up again.
///
/// A batch has one place where it may be, by its first series, so that a batch that never comes again costs a copy of
/// some 20 bytes per row. The place is that of the object, and not of what it equals: targets of one kind that were
/// first met at different times may have equal series of their own each, and would take turns. Series of the last
/// [#PLACES] batches are held on to. Confined to one thread.
final class RepeatedSeries {
    /// How many batches are remembered.
    static final int PLACES = 32;
    private static final int MOST_ROWS = 1 << 11;

    private final @Nullable Encoded[] places = new @Nullable Encoded[PLACES];

    /// The series of one batch, as sections of a record.
    static final class Encoded {
        private Series[] series = new Series[0];
        private int rows;

        final ByteWriter strings = new ByteWriter();
        final ByteWriter tags = new ByteWriter();
        final ByteWriter names = new ByteWriter();
        final ByteWriter numbers = new ByteWriter();
        int stringCount;
        int tagCount;
        int seriesCount;

        private boolean isOf(MetricBatch batch, int from, int to) {
            if (rows != to - from) {
                return false;
            }
            for (int row = 0; row < rows; row++) {
                if (batch.base(from + row) != series[row]) {
                    return false;
                }
            }
            return true;
        }

        private void become(MetricBatch batch, int from, int to) {
            rows = to - from;
            if (series.length < rows) {
                series = new Series[rows];
            }
            for (int row = 0; row < rows; row++) {
                series[row] = batch.base(from + row);
            }
            for (int row = rows; row < series.length; row++) {
                series[row] = series[0]; // holds on to no others
            }
        }
    }

    /// What these rows became last time, or null.
    @Nullable
    Encoded find(MetricBatch batch, int from, int to) {
        Encoded there = places[place(batch, from, to)];
        return there != null && there.isOf(batch, from, to) ? there : null;
    }

    /// Where to remember what these rows became, in place of others; null where they are too many.
    @Nullable
    Encoded replace(MetricBatch batch, int from, int to) {
        if (to - from > MOST_ROWS) {
            return null;
        }
        int place = place(batch, from, to);
        Encoded there = places[place];
        if (there == null) {
            there = new Encoded();
            places[place] = there;
        }
        there.become(batch, from, to);
        return there;
    }

    private static int place(MetricBatch batch, int from, int to) {
        return place(System.identityHashCode(batch.base(from)), to - from);
    }

    /// Where a batch may be.
    ///
    /// @param first the hash of what its first row has
    static int place(int first, int rows) {
        int hash = (31 * first + rows) * 0x9e37_79b9;
        return hash >>> Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);
    }
}
