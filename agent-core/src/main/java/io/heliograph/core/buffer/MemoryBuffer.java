package io.heliograph.core.buffer;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Keeps rows in memory, for as long as the process lives. Full, it drops its oldest rows and counts them.
///
/// Batches are kept as they come, by reference, and read as slices; only small ones are copied together, so that a
/// hundred gathers of ten rows make one write. The window that was read stands before the queue until all its rows
/// are settled. Everything is under one lock, which is held for a few references at a time, or while small batches
/// are copied.
public final class MemoryBuffer implements MetricBuffer {
    /// The reason under which rows are dropped for want of room.
    public static final String FULL = "buffer_full";
    /// The reason under which rows are dropped whose output is no longer configured.
    public static final String REMOVED = "output_removed";

    private final BufferCounts counts;
    private final Deque<Queued> queue = new ArrayDeque<>();

    private final Refusals refusals = new Refusals();
    private final MetricBatch.Builder joined = new MetricBatch.Builder();
    private @Nullable MetricBatch window;
    private @Nullable MetricBatch moved;
    private long maxRows;
    private long maxBytes;
    private long windowFirst;
    private long queuedRows;
    private long retainedBytes;

    /// Rows, and when they came, as `System.nanoTime()` has it.
    private record Queued(MetricBatch batch, long nanos) {
        Queued rest(int from) {
            return new Queued(batch.slice(from, batch.size()), nanos);
        }
    }

    /// @param maxRows at most so many rows are held
    /// @param maxBytes and about so many bytes
    public MemoryBuffer(long maxRows, long maxBytes, BufferCounts counts) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.counts = counts;
    }

    @Override
    public synchronized void append(MetricBatch batch) {
        queue.addLast(new Queued(batch, System.nanoTime()));
        queuedRows += batch.size();
        retainedBytes += batch.retainedBytes();
        makeRoom();
    }

    private void makeRoom() {
        long dropped = 0;
        while (size() > maxRows && queuedRows > 0) {
            dropped += dropOldest((int) Math.min(size() - maxRows, Integer.MAX_VALUE));
        }
        while (retainedBytes > maxBytes && queue.size() > 1) {
            dropped += dropOldest(Integer.MAX_VALUE);
        }
        if (dropped > 0) {
            counts.dropped(dropped, FULL);
        }
    }

    /// Drops up to so many rows of the oldest batch.
    private int dropOldest(int rows) {
        Queued oldest = queue.removeFirst();
        refusals.add(oldest.nanos);
        int dropped = Math.min(rows, oldest.batch.size());
        retainedBytes -= oldest.batch.retainedBytes();
        if (dropped < oldest.batch.size()) {
            Queued rest = oldest.rest(dropped);
            queue.addFirst(rest);
            retainedBytes += rest.batch.retainedBytes();
        }
        queuedRows -= dropped;
        return dropped;
    }

    @Override
    public synchronized CompletableFuture<Void> flush(long sinceNanos) {
        return refusals.isAnySince(sinceNanos)
                ? CompletableFuture.failedFuture(Refusals.refused())
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized @Nullable Window read(int rows) {
        MetricBatch left = window;
        if (left != null && left.size() < rows && !queue.isEmpty()) {
            queue.addFirst(
                    new Queued(left, System.nanoTime())); // what was not settled is read again, and more behind it
            queuedRows += left.size();
            window = null;
        }
        if (window == null && !queue.isEmpty()) {
            window = take(rows);
        }
        return window == null ? null : new Window(windowFirst, window);
    }

    private MetricBatch take(int rows) {
        Queued first = queue.removeFirst();
        if (first.batch.size() >= rows || queue.isEmpty()) {
            return takeFrom(first, rows);
        }
        Queued next = first;
        while (true) {
            MetricBatch part = takeFrom(next, rows - joined.size());
            join(part);
            if (joined.size() == rows || queue.isEmpty()) {
                MetricBatch all = joined.seal();
                retainedBytes += all.retainedBytes();
                return all;
            }
            next = queue.removeFirst();
        }
    }

    /// The bytes of the parts are not those of the whole, which has a column where one of them has it.
    private void join(MetricBatch part) {
        for (int row = 0; row < part.size(); row++) {
            joined.copy(part, row);
        }
        retainedBytes -= part.retainedBytes();
    }

    /// Cuts a batch that was taken from the queue; what is over goes back.
    private MetricBatch takeFrom(Queued from, int rows) {
        int taken = Math.min(rows, from.batch.size());
        if (taken < from.batch.size()) {
            queue.addFirst(from.rest(taken));
        }
        queuedRows -= taken;
        return from.batch.slice(0, taken);
    }

    /// Takes all rows out, for another buffer: they are not counted, and a window that is being written is settled in
    /// vain. Its rows may then arrive twice.
    synchronized List<MetricBatch> takeAll() {
        List<MetricBatch> all = new ArrayList<>();
        if (window != null) {
            all.add(window);
        }
        for (Queued queued : queue) {
            all.add(queued.batch);
        }
        moved = window;
        forget();
        return all;
    }

    private void forget() {
        queue.clear();
        window = null;
        queuedRows = 0;
        retainedBytes = 0;
    }

    @Override
    public synchronized void settle(Window of, BitSet delivered, List<Rejection> rejected) {
        if (moved == of.batch()) {
            return;
        }
        if (window != of.batch()) {
            throw new IllegalStateException("not the window that was read last");
        }
        BitSet settled = (BitSet) delivered.clone();
        counts.written(settled.cardinality());
        for (Rejection rejection : rejected) {
            if (!settled.get(rejection.row())) {
                settled.set(rejection.row());
                counts.rejected(1, rejection.reason());
            }
        }
        if (!settled.isEmpty()) {
            leave(of.batch(), settled);
        }
    }

    /// Rows leave the window; those that are left become the window.
    private void leave(MetricBatch batch, BitSet settled) {
        retainedBytes -= batch.retainedBytes();
        windowFirst += settled.cardinality();
        window = settled.cardinality() == batch.size() ? null : without(batch, settled);
        retainedBytes += window == null ? 0 : window.retainedBytes();
    }

    private static MetricBatch without(MetricBatch batch, BitSet settled) {
        MetricBatch.Builder rest = new MetricBatch.Builder();
        for (int row = settled.nextClearBit(0); row < batch.size(); row = settled.nextClearBit(row + 1)) {
            rest.copy(batch, row);
        }
        return rest.seal();
    }

    @Override
    public synchronized long size() {
        return queuedRows + (window == null ? 0 : window.size());
    }

    @Override
    public synchronized long retainedBytes() {
        return retainedBytes;
    }

    @Override
    public synchronized long oldestNanos() {
        Queued first = queue.peekFirst();
        MetricBatch oldest = window != null || first == null ? window : first.batch;
        return oldest == null ? 0 : oldest.epochNanos(0);
    }

    @Override
    public synchronized void limit(long rows, long bytes) {
        maxRows = rows;
        maxBytes = bytes;
        makeRoom();
    }

    /// What is left is dropped, and counted.
    @Override
    public void close() {
        discard(REMOVED);
    }

    @Override
    public synchronized void discard(String reason) {
        long left = size();
        moved = window; // whoever has it settles in vain
        forget();
        if (left > 0) {
            counts.dropped(left, reason);
        }
    }
}
