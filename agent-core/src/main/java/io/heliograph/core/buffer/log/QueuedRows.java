package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.MetricBuffer.Window;
import io.heliograph.core.buffer.Refusals;
import io.heliograph.core.buffer.log.PendingRows.Piece;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Which rows a buffer holds, and where they are at present: pending, recent, ahead, in the window, or on disk only.
///
/// ```
///  acknowledged │ window │ ahead │   on disk only   │ recent            │
///               ▲        ▲       ▲ taken            ▲ firstRecent       ▲ nextSeq
///                                        durable ──────────┤ pending ───┤
/// ```
///
/// Memory is let go of only when its rows are durable, so that a failing disk loses nothing that is in memory. All that
/// leaves is said to who called, to be counted. Who calls holds the lock of the [LogBuffer].
final class QueuedRows {
    private final PendingRows pending = new PendingRows();
    private final RecentRows recent = new RecentRows();
    private final RowWindow window = new RowWindow();
    private final RowWindow.Source inMemory = new InMemory();
    private final Deque<Part> ahead = new ArrayDeque<>();
    private final Holes holes;
    private long maxRows;
    private long maxBytes;
    private long held;
    private long nextSeq;
    private long taken;
    private long durable;
    private boolean freshFirst;

    /// Rows that were not found where they should be.
    ///
    /// @param unwritten of an earlier life, which dropped them
    /// @param damaged on the disk
    record Missing(long unwritten, long damaged) {
        static final Missing NONE = new Missing(0, 0);
    }

    /// @param start the number of the oldest row in the log
    /// @param settledAhead of the rows from there on, those that are settled
    /// @param end the number of the next row
    QueuedRows(long start, Holes settledAhead, long end, long maxRows, long maxBytes) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        nextSeq = end;
        durable = end;
        taken = settledAhead.skip(start);
        holes = settledAhead;
        held = end - start - holes.within(start, end);
    }

    /// Whether what is in memory goes before what is on disk only.
    void freshFirst(boolean on) {
        freshFirst = on;
    }

    /// How many rows are held.
    long held() {
        return held;
    }

    /// The number of the next row.
    long nextSeq() {
        return nextSeq;
    }

    boolean isDurable() {
        return durable >= nextSeq;
    }

    long maxBytes() {
        return maxBytes;
    }

    long retainedBytes() {
        return recent.bytes() + window.retainedBytes();
    }

    void limit(long rows, long bytes) {
        maxRows = rows;
        maxBytes = bytes;
        evict();
    }

    /// Whether more fits beside what is not written yet.
    boolean hasRoomFor(long bytes) {
        return pending.bytes() + bytes <= maxBytes;
    }

    void append(MetricBatch batch, long bytes, long nowNanos) {
        pending.add(nextSeq, batch, bytes, nowNanos);
        recent.add(new Part(nextSeq, batch, bytes));
        nextSeq += batch.size();
        held += batch.size();
        evict();
    }

    /// Lets go of the oldest of what is in memory and durable.
    private void evict() {
        while (recent.bytes() > maxBytes || recent.rows() > maxRows) {
            Part oldest = recent.first();
            if (oldest == null || oldest.end() > durable) {
                return;
            }
            recent.remove();
        }
    }

    /// Whether more waits to be written than may, and the oldest can go.
    boolean isPendingOverBound() {
        return pending.bytes() > maxBytes && pending.canDrop();
    }

    /// Gives up the oldest rows that wait to be written, and remembers that they are accounted for.
    ///
    /// @param refusals is told when they came
    /// @return how many are lost by that: in memory and nowhere else, and not read either
    long dropOldestPending(Refusals refusals) {
        Piece oldest = pending.dropOldest();
        if (oldest == null) {
            return 0;
        }
        refusals.add(oldest.appendedNanos());
        long from = oldest.first();
        long to = oldest.end();
        long dropped = recent.removeWithin(from, to);
        if (dropped > 0) {
            holes.add(to - dropped, to);
            held -= dropped;
        }
        if (taken >= from && taken < to) {
            taken = to;
        }
        return dropped;
    }

    /// Those that wait to be written.
    PendingRows pending() {
        return pending;
    }

    /// All rows below a number are durable.
    void durableUpTo(long seq) {
        durable = seq;
        evict();
    }

    /// Whether rows must be read from the log before a window is as large as wanted.
    boolean needsDisk(int rows) {
        boolean other = !ahead.isEmpty() || freshFirst && !recent.isEmpty();
        return !other && taken < firstRecent() && window.size() < rows;
    }

    /// The number of the first row that is to be read.
    long taken() {
        return taken;
    }

    /// The number of the first row that is in memory.
    long firstRecent() {
        Part first = recent.first();
        return first == null ? nextSeq : first.first();
    }

    /// The window, with more rows behind where there are any in memory.
    @Nullable
    Window window(int rows) {
        window.fill(rows, inMemory);
        return window.shown();
    }

    /// Takes what was read from the log.
    Missing take(long from, Found found) {
        if (taken != from) {
            return Missing.NONE; // dropped in the meantime
        }
        if (found.to() == from) {
            taken = firstRecent(); // nothing is there, and nothing will be
        } else {
            taken = found.to();
        }
        long to = taken;
        long missing = taken - from - holes.within(from, taken);
        for (Part part : found.parts()) {
            missing -= part.batch().size() - holes.within(part.first(), part.end());
            holes.addOutside(part, ahead);
        }
        taken = holes.skip(to);
        forgetHoles();
        long gap = Math.min(missing, found.gapRows());
        held -= missing;
        return new Missing(gap, missing - gap);
    }

    /// Holes tell of rows that were read out of order until those before them are settled, for the cursor.
    private void forgetHoles() {
        holes.forgetBefore(freshFirst ? acked() : taken);
    }

    /// What is in memory and comes next.
    private final class InMemory implements RowWindow.Source {
        @Override
        public boolean hasNext() {
            return !ahead.isEmpty() || (freshFirst || taken >= firstRecent()) && !recent.isEmpty();
        }

        @Override
        public Part next(int rows) {
            boolean fresh = freshFirst && !recent.isEmpty();
            return fresh || ahead.isEmpty() ? ofRecent(rows) : ofAhead(rows);
        }
    }

    private Part ofAhead(int rows) {
        Part part = ahead.removeFirst();
        long end = Math.min(part.end(), part.first() + rows);
        Part rest = part.within(end, part.end());
        if (rest != null) {
            ahead.addFirst(rest);
        }
        return upTo(end, part);
    }

    private Part ofRecent(int rows) {
        Part part = recent.remove();
        long end = Math.min(part.end(), part.first() + rows);
        Part rest = part.within(end, part.end());
        if (rest != null) {
            recent.putBack(rest);
        }
        if (ahead.isEmpty() && taken >= part.first()) {
            taken = end;
        } else {
            holes.add(part.first(), end);
            taken = holes.skip(taken);
        }
        return upTo(end, part);
    }

    private static Part upTo(long end, Part part) {
        Part wanted = part.within(part.first(), end);
        return wanted == null ? part : wanted;
    }

    /// Rows of the window leave.
    ///
    /// @throws IllegalStateException where it is another window than that
    void leave(MetricBatch of, BitSet gone) {
        window.leave(of, gone);
        held -= gone.cardinality();
        forgetHoles();
    }

    /// The number of the oldest row that is not settled.
    long acked() {
        return window.isEmpty() ? behindWindow() : Math.min(window.first(), behindWindow());
    }

    /// Of the rows from [#acked] on, those that are settled: between those of the window, and what was read out of
    /// order, up to the first that is in the window.
    Holes settledAhead() {
        Holes settled = new Holes();
        long behind = behindWindow();
        window.addSettled(acked(), behind, settled);
        for (Holes.Hole hole : holes.all()) {
            long from = Math.max(hole.from(), behind);
            settled.add(from, window.firstWithin(from, hole.to()));
        }
        return settled;
    }

    private long behindWindow() {
        Part first = ahead.peekFirst();
        return first == null ? taken : first.first();
    }

    /// Whether a row that is in the log waits to be delivered.
    boolean isWaiting(long seq) {
        return window.has(seq) || seq >= behindWindow() && !holes.has(seq);
    }

    /// Rows below a number have gone from the disk: they are dropped, but for those in the window.
    ///
    /// @return how many
    long dropBefore(long seq) {
        long dropped = 0;
        while (!ahead.isEmpty() && ahead.getFirst().first() < seq) {
            Part part = ahead.removeFirst();
            Part rest = part.within(seq, part.end());
            dropped += part.batch().size() - (rest == null ? 0 : rest.batch().size());
            if (rest != null) {
                ahead.addFirst(rest);
                break;
            }
        }
        if (taken < seq) {
            recent.removeBelow(seq);
            dropped += seq - taken - holes.within(taken, seq);
            taken = holes.skip(seq);
            forgetHoles();
        }
        held -= dropped;
        return dropped;
    }

    /// Drops all.
    ///
    /// @return the window that was open
    @Nullable
    MetricBatch clear() {
        ahead.clear();
        recent.clear();
        pending.dropAll(nextSeq);
        Window shown = window.shown();
        window.clear();
        held = 0;
        taken = nextSeq;
        holes.forgetBefore(nextSeq);
        return shown == null ? null : shown.batch();
    }

    /// How many of those held are in memory and nowhere else.
    long unwritten() {
        long from = Math.max(durable, acked());
        return Math.min(held, Math.max(0, nextSeq - from - settledAhead().within(from, nextSeq)));
    }

    /// None is held any more: the log has them.
    void keptInLog() {
        held = 0;
    }

    /// Whether the oldest row is on disk only.
    boolean isOldestOnDisk() {
        return (window.isEmpty() || freshFirst) && ahead.isEmpty() && taken < firstRecent();
    }

    /// The time of the oldest row in memory, or 0 where there is none.
    long oldestNanos() {
        Window shown = window.shown();
        if (shown != null) {
            return shown.batch().epochNanos(0);
        }
        Part next = ahead.isEmpty() ? recent.first() : ahead.getFirst();
        return next == null ? 0 : next.batch().epochNanos(0);
    }
}
