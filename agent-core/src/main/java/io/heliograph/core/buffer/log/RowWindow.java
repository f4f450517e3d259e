package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.MetricBuffer.Window;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The rows that were read and are not settled, each with its number, as there may be gaps between them.
final class RowWindow {
    /// Where more rows come from.
    interface Source {
        boolean hasNext();

        /// The next rows, at most so many, and one at least.
        Part next(int rows);
    }

    private final MetricBatch.Builder joined = new MetricBatch.Builder();
    private @Nullable MetricBatch batch;
    private long[] numbers = {};

    int size() {
        MetricBatch present = batch;
        return present == null ? 0 : present.size();
    }

    boolean isEmpty() {
        return batch == null;
    }

    long retainedBytes() {
        MetricBatch present = batch;
        return present == null ? 0 : present.retainedBytes();
    }

    /// The window as it is shown outside; null where it is empty.
    @Nullable
    Window shown() {
        MetricBatch present = batch;
        return present == null ? null : new Window(numbers[0], present);
    }

    /// Whether a row is in it.
    boolean has(long seq) {
        return firstWithin(seq, seq + 1) == seq;
    }

    /// The lowest number, where there is one.
    long first() {
        return firstWithin(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// The lowest number in a range, or the end of it where there is none. Numbers ascend, but for what was fresher and
    /// was taken first.
    long firstWithin(long from, long to) {
        long lowest = to;
        for (int row = 0; row < size(); row++) {
            if (numbers[row] >= from && numbers[row] < lowest) {
                lowest = numbers[row];
            }
        }
        return lowest;
    }

    /// Takes more rows, until there are so many. A batch that fills it is taken as it is.
    void fill(int rows, Source source) {
        int before = size();
        if (before >= rows || !source.hasNext()) {
            return;
        }
        Part part = source.next(rows - before);
        if (before == 0 && (part.batch().size() == rows || !source.hasNext())) {
            batch = part.batch();
            numbers = new long[part.batch().size()];
            number(part, 0);
        } else {
            join(rows, part, source);
        }
    }

    private void join(int rows, Part first, Source source) {
        long[] all = new long[rows];
        MetricBatch present = batch;
        if (present != null) {
            System.arraycopy(numbers, 0, all, 0, present.size());
            copy(present);
        }
        numbers = all;
        Part part = first;
        while (true) {
            number(part, joined.size());
            copy(part.batch());
            if (joined.size() == rows || !source.hasNext()) {
                batch = joined.seal();
                return;
            }
            part = source.next(rows - joined.size());
        }
    }

    private void copy(MetricBatch from) {
        for (int row = 0; row < from.size(); row++) {
            joined.copy(from, row);
        }
    }

    private void number(Part part, int at) {
        for (int row = 0; row < part.batch().size(); row++) {
            numbers[at + row] = part.first() + row;
        }
    }

    /// Rows leave; those that are left become the window.
    ///
    /// @throws IllegalStateException where it is another window than that
    void leave(MetricBatch of, BitSet gone) {
        MetricBatch present = batch;
        if (present == null || present != of) {
            throw new IllegalStateException("not the window that was read last");
        }
        if (gone.isEmpty()) {
            return;
        }
        int left = present.size() - gone.cardinality();
        long[] rest = new long[left];
        for (int row = gone.nextClearBit(0); row < present.size(); row = gone.nextClearBit(row + 1)) {
            rest[joined.size()] = numbers[row];
            joined.copy(present, row);
        }
        batch = left == 0 ? null : joined.seal();
        numbers = rest;
    }

    void clear() {
        batch = null;
        numbers = new long[0];
    }

    /// Adds the rows between its own, up to a number: those are settled.
    void addSettled(long from, long to, Holes settled) {
        long[] ascending = Arrays.copyOf(numbers, size()); // what was fresher may stand in front
        Arrays.sort(ascending);
        long at = from;
        for (long number : ascending) {
            if (number >= at && number < to) {
                settled.add(at, number);
                at = number + 1;
            }
        }
        if (!isEmpty()) {
            settled.add(at, to);
        }
    }
}
