package io.heliograph.core.buffer.log;

import io.heliograph.api.FlushException;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.log.PendingRows.Piece;
import io.heliograph.core.buffer.log.SegmentedLog.Found;
import io.heliograph.core.buffer.log.SegmentedLog.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// A buffer whose rows are in a log on disk, and survive the process.
///
/// Rows are in up to three places. *Pending* ones wait to be written; appending puts them there, and the log's thread
/// takes them a moment later. *Recent* ones are held by reference until they are read, as far as memory goes: an output
/// that keeps up gets its batches from here, and nothing is ever read back. Older ones are in the log only; when their
/// turn comes, they are read by the log's thread, a few records *ahead*, and handed over.
///
/// ```
///  acknowledged │ window │ ahead │   on disk only   │ recent            │
///               ▲        ▲       ▲ taken            ▲ firstRecent       ▲ nextSeq
///                                        durable ──────────┤ pending ───┤
/// ```
///
/// Memory is let go of only when its rows are durable, so that a failing disk loses nothing that is in memory. While
/// the disk takes nothing, what is pending grows up to the bound, and then its oldest rows go, or those that come.
///
/// Everything here is under one lock, held for a few references at a time; the files belong to the [LogThread].
public final class LogBuffer implements MetricBuffer {
    /// The reason under which rows are counted that the disk has lost or changed.
    public static final String DAMAGED = "damaged";
    /// Of rows that nobody took in time.
    public static final String TOO_OLD = "too_old";
    /// Of rows that went to make room on a full disk.
    public static final String DISK_FULL = "disk_full";
    /// Of rows that came while the disk took none, or no more.
    public static final String REFUSED = "refused";
    /// Of rows that an earlier life of the agent dropped before they were written.
    public static final String UNWRITTEN = "unwritten";

    /// Of rows that stay in the log when it is closed, to be recovered from it.
    public static final String KEPT = "kept_in_log";

    private static final long SECOND = 1_000_000_000L;
    private static final long REFUSAL_COUNTS_NANOS = 60 * SECOND;
    private static final long LONGEST_PAUSE_NANOS = 5 * SECOND;
    private static final long SHORTEST_PAUSE_NANOS = SECOND / 20;
    private static final int FAILURES_TO_DEGRADE = 3;
    private static final int AT_A_TIME = 4 << 20;
    private static final int READ_AHEAD = 1 << 18;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final LogThread thread;
    private final SegmentedLog log;
    private final DeadLetters letters;
    private final LogLimits limits;
    private final BufferCounts counts;
    private final Logger logger;
    private final long recovered;

    // under the lock
    private final PendingRows pending = new PendingRows();
    private final RecentRows recent = new RecentRows();
    private final RowWindow window = new RowWindow();
    private final RowWindow.Source inMemory = new InMemory();
    private final Deque<Part> ahead = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private final Holes holes = new Holes();
    private long maxRows;
    private long maxBytes;
    private long held;
    private long nextSeq;
    private long taken;
    private long durable;
    private boolean settled;
    private @Nullable MetricBatch discarded; // while it was under way
    private boolean full;
    private boolean degraded;
    private boolean closed;
    private long refusedNanos;
    private boolean refused;

    // of the log's thread
    private long unsyncedNanos;
    private boolean unsynced;
    private long retryNanos;
    private int failures;
    private volatile long oldestSeconds;

    private record Waiter(long upTo, CompletableFuture<Void> done) {}

    private LogBuffer(
            LogThread thread,
            SegmentedLog log,
            DeadLetters letters,
            LogLimits limits,
            long maxRows,
            long maxBytes,
            BufferCounts counts,
            Logger logger) {
        this.thread = thread;
        this.log = log;
        this.letters = letters;
        this.limits = limits;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.counts = counts;
        this.logger = logger;
        nextSeq = log.endSeq();
        durable = nextSeq;
        taken = log.startSeq();
        BitSet before = log.settledAhead();
        for (int bit = before.nextSetBit(0); bit >= 0; bit = before.nextSetBit(bit + 1)) {
            holes.add(taken + bit, taken + bit + 1);
        }
        held = nextSeq - taken - holes.within(taken, nextSeq);
        recovered = held;
    }

    /// Opens the log in a folder, with what is in there.
    ///
    /// @param maxRows at most so many rows are held in memory beside it
    /// @param maxBytes and about so many bytes
    /// @throws IOException where the folder cannot be used, or another agent has it
    public static LogBuffer open(
            LogThread thread,
            Folder folder,
            LogLimits limits,
            long maxRows,
            long maxBytes,
            BufferCounts counts,
            Logger logger)
            throws IOException {
        SegmentedLog log = await(thread.submit(
                () -> SegmentedLog.open(folder, limits, logger, () -> System.currentTimeMillis() / 1000)));
        DeadLetters letters = await(thread.submit(() ->
                DeadLetters.open(thread, folder.inner(DeadLetters.FOLDER), limits.minFreeDisk(), counts, logger)));
        LogBuffer buffer = new LogBuffer(thread, log, letters, limits, maxRows, maxBytes, counts, logger);
        thread.add(buffer);
        return buffer;
    }

    private static <T> T await(CompletableFuture<T> result) throws IOException {
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw failed;
        }
    }

    /// How many rows were there when the log was opened.
    public long recovered() {
        return recovered;
    }

    /// The rows that were rejected.
    public DeadLetters letters() {
        return letters;
    }

    /// How the queue is doing, once what is known is written.
    public QueueFacts facts() throws IOException {
        return thread.call(() -> {
            write();
            return factsNow();
        });
    }

    private synchronized QueueFacts factsNow() {
        return new QueueFacts(held, log.bytes(), log.segments(), oldestNanos(), acked(), nextSeq);
    }

    /// The oldest rows, copied: nothing is taken.
    ///
    /// @param most so many, or fewer where there are not as many on the disk
    public MetricBatch peek(int most) throws IOException {
        return thread.call(() -> {
            write();
            MetricBatch.Builder rows = new MetricBatch.Builder();
            QueueFacts facts = factsNow();
            for (long at = facts.acked(); at < facts.end() && rows.size() < most; ) {
                Found found = log.read(at, facts.end(), READ_AHEAD);
                copyWaiting(found.parts(), most, rows);
                at = found.to() == at ? facts.end() : found.to();
            }
            return rows.seal();
        });
    }

    private synchronized void copyWaiting(List<Part> parts, int most, MetricBatch.Builder rows) {
        for (Part part : parts) {
            for (int row = 0; row < part.batch().size() && rows.size() < most; row++) {
                long seq = part.first() + row;
                if (seq < behindWindow() ? window.has(seq) : !holes.has(seq)) {
                    rows.copy(part.batch(), row);
                }
            }
        }
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    /// Whether the disk takes nothing.
    @Override
    public synchronized boolean isDegraded() {
        return degraded;
    }

    @Override
    public void append(MetricBatch batch) {
        synchronized (this) {
            long bytes = batch.retainedBytes();
            if (closed || limits.whenFull() == WhenFull.REJECT && (full || pending.bytes() + bytes > maxBytes)) {
                refuse(batch.size());
                return;
            }
            pending.add(nextSeq, batch, bytes);
            recent.add(new Part(nextSeq, batch, bytes));
            nextSeq += batch.size();
            held += batch.size();
            evict();
            while (pending.bytes() > maxBytes && dropOldestPending()) {
                // until it fits
            }
        }
        thread.signal();
    }

    private void refuse(long rows) {
        refused = true;
        refusedNanos = System.nanoTime();
        counts.dropped(rows, REFUSED);
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

    /// Gives up the oldest rows that wait to be written, and remembers that they are accounted for.
    private boolean dropOldestPending() {
        Piece oldest = pending.dropOldest();
        if (oldest == null) {
            return false;
        }
        refused = true;
        refusedNanos = System.nanoTime();
        giveUp(oldest.first(), oldest.end());
        return true;
    }

    /// Rows that are in memory and nowhere else are gone, but for those that were read.
    private void giveUp(long from, long to) {
        long dropped = recent.removeWithin(from, to);
        if (dropped > 0) {
            holes.add(to - dropped, to);
            held -= dropped;
            counts.dropped(dropped, MemoryBuffer.FULL);
        }
        if (taken >= from && taken < to) {
            taken = to;
        }
    }

    @Override
    public CompletableFuture<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (refused && System.nanoTime() - refusedNanos < REFUSAL_COUNTS_NANOS) {
                return CompletableFuture.failedFuture(new FlushException("rows were refused", RETRY_AFTER));
            }
            if (degraded || closed) {
                return CompletableFuture.failedFuture(new FlushException("the disk takes no rows", RETRY_AFTER));
            }
            if (durable >= nextSeq) {
                return CompletableFuture.completedFuture(null);
            }
            waiters.addLast(new Waiter(nextSeq, done));
        }
        thread.signal();
        return done;
    }

    @Override
    public @Nullable Window read(int rows) {
        while (true) {
            long from;
            long to;
            synchronized (this) {
                discarded = null; // nobody settles an older window any more
                if (!needsDisk(rows)) {
                    window.fill(rows, inMemory);
                    return window.shown();
                }
                from = taken;
                to = firstRecent();
            }
            try {
                Found found = await(thread.submit(() -> log.read(from, to, READ_AHEAD)));
                take(from, found);
            } catch (IOException problem) {
                logger.warn("rows cannot be read back for now", problem);
                synchronized (this) {
                    window.fill(rows, inMemory);
                    return window.shown();
                }
            }
        }
    }

    private boolean needsDisk(int rows) {
        return ahead.isEmpty() && taken < firstRecent() && window.size() < rows;
    }

    private long firstRecent() {
        Part first = recent.first();
        return first == null ? nextSeq : first.first();
    }

    /// Takes what was read from the log, and counts what was not there.
    private synchronized void take(long from, Found found) {
        if (taken != from) {
            return; // dropped in the meantime
        }
        if (found.to() == from) {
            taken = firstRecent(); // nothing is there, and nothing will be
        } else {
            taken = found.to();
        }
        long missing = taken - from - holes.within(from, taken);
        for (Part part : found.parts()) {
            missing -= addAhead(part);
        }
        holes.forgetBefore(taken);
        long gap = Math.min(missing, found.gapRows());
        held -= missing;
        if (gap > 0) {
            counts.dropped(gap, UNWRITTEN);
        }
        if (missing > gap) {
            logger.warn(missing - gap + " rows are lost to damage");
            counts.dropped(missing - gap, DAMAGED);
        }
    }

    /// Puts rows ahead, without those that are in holes; says how many there were.
    private long addAhead(Part part) {
        if (holes.within(part.first(), part.end()) == 0) {
            ahead.addLast(part);
            return part.batch().size();
        }
        long rows = 0;
        for (long seq = part.first(); seq < part.end(); seq++) {
            Part row = holes.has(seq) ? null : part.within(seq, seq + 1);
            if (row != null) {
                ahead.addLast(row);
                rows++;
            }
        }
        return rows;
    }

    /// What is in memory and comes next.
    private final class InMemory implements RowWindow.Source {
        @Override
        public boolean hasNext() {
            return !ahead.isEmpty() || taken >= firstRecent() && !recent.isEmpty();
        }

        @Override
        public Part next(int rows) {
            boolean read = !ahead.isEmpty();
            Part part = read ? ahead.removeFirst() : recent.remove();
            long end = Math.min(part.end(), part.first() + rows);
            Part rest = part.within(end, part.end());
            if (rest != null && read) {
                ahead.addFirst(rest);
            } else if (rest != null) {
                recent.putBack(rest);
            }
            taken = read ? taken : end;
            Part wanted = part.within(part.first(), end);
            return wanted == null ? part : wanted;
        }
    }

    @Override
    public void settle(Window of, BitSet delivered, List<Rejection> rejected) {
        BitSet gone = (BitSet) delivered.clone();
        for (Rejection rejection : rejected) {
            gone.set(rejection.row());
        }
        synchronized (this) {
            if (of.batch() == discarded) {
                return; // and counted as such
            }
            window.leave(of.batch(), gone);
            counts.written(delivered.cardinality());
            BitSet counted = (BitSet) delivered.clone();
            for (Rejection rejection : rejected) {
                if (!counted.get(rejection.row())) {
                    counted.set(rejection.row());
                    counts.rejected(1, rejection.reason());
                }
            }
            letters.add(of.batch(), delivered, rejected);
            held -= gone.cardinality();
            settled |= !gone.isEmpty();
        }
        thread.signal();
    }

    /// The number of the oldest row that is not settled.
    private long acked() {
        return window.isEmpty() ? behindWindow() : window.first();
    }

    private long behindWindow() {
        Part first = ahead.peekFirst();
        return first == null ? taken : first.first();
    }

    /// Writes what is pending. On the log's thread.
    void write() {
        if (failures > 0 && System.nanoTime() - retryNanos < 0) {
            return;
        }
        try {
            writeAll();
            oldestSeconds = log.oldestSeconds();
            noteSettled();
            keepBounds();
        } catch (IOException problem) {
            failed(problem);
        } catch (RuntimeException defect) {
            failed(new IOException(defect));
        }
    }

    private void writeAll() throws IOException {
        do {
            if (log.isWritten()) {
                addPending();
            }
            writeMakingRoom();
            synchronized (this) {
                pending.written();
            }
        } while (hasPending());
        if (!log.isUnsynced()) {
            unsynced = false;
            durableUpTo();
        } else if (!unsynced) {
            unsynced = true;
            unsyncedNanos = System.nanoTime();
        }
    }

    private void writeMakingRoom() throws IOException {
        while (true) {
            try {
                log.write();
                return;
            } catch (IOException problem) {
                if (!SegmentedLog.isForRoom(problem) || !dropOldest(DISK_FULL)) {
                    throw problem;
                }
            }
        }
    }

    private synchronized boolean hasPending() {
        return !pending.isEmpty();
    }

    /// Hands some of what is pending to the log.
    private void addPending() {
        List<Piece> some;
        synchronized (this) {
            some = pending.take(Math.min(AT_A_TIME, limits.segmentBytes()));
        }
        for (Piece next : some) {
            log.addGap(next.first() - log.endSeq()); // none, or what a defect has cost
            MetricBatch batch = next.batch();
            if (batch == null) {
                log.addGap(next.rows());
            } else if (log.add(batch) > 0) {
                notInLog();
            }
        }
    }

    /// What does not fit into a record is in memory only.
    private synchronized void notInLog() {
        logger.warn("rows do not fit into the log: they are lost if the agent ends before they are delivered");
        refused = true;
        refusedNanos = System.nanoTime();
    }

    /// A cursor that cannot be written costs duplicates at worst, so it is tried again in the next round.
    private void noteSettled() {
        long acked;
        BitSet settledBehind;
        synchronized (this) {
            if (!settled) {
                return;
            }
            settled = false;
            acked = acked();
            settledBehind = window.settledBehindFirst(behindWindow());
        }
        letters.write(); // first: a row that is in neither would be lost
        try {
            log.settle(acked, settledBehind);
        } catch (IOException problem) {
            logger.debug("the cursor cannot be written for now", problem);
            synchronized (this) {
                settled = true;
            }
        }
    }

    private void keepBounds() throws IOException {
        long oldest = System.currentTimeMillis() / 1000 - limits.maxAge().toSeconds();
        while (!limits.maxAge().isZero() && log.oldestClosedSeconds() < oldest && dropOldest(TOO_OLD)) {
            // the next
        }
        boolean over = log.bytes() > limits.maxBytes();
        while (over && limits.whenFull() == WhenFull.DROP_OLDEST && dropOldest(MemoryBuffer.FULL)) {
            over = log.bytes() > limits.maxBytes();
        }
        synchronized (this) {
            full = over;
        }
    }

    private boolean dropOldest(String reason) throws IOException {
        if (limits.whenFull() == WhenFull.REJECT && !reason.equals(TOO_OLD) || !log.dropOldest()) {
            return false;
        }
        dropBefore(log.oldestSeq(), reason);
        return true;
    }

    /// Rows below a number have gone from the disk: they are dropped, but for those in the window.
    private synchronized void dropBefore(long seq, String reason) {
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
            holes.forgetBefore(seq);
            taken = seq;
        }
        held -= dropped;
        if (dropped > 0) {
            counts.dropped(dropped, reason);
        }
        settled = true;
    }

    private void failed(IOException problem) {
        failures++;
        long pause = failures < FAILURES_TO_DEGRADE
                ? 0
                : Math.min(LONGEST_PAUSE_NANOS, SHORTEST_PAUSE_NANOS << Math.min(failures - FAILURES_TO_DEGRADE, 10));
        retryNanos = System.nanoTime() + pause;
        if (failures < FAILURES_TO_DEGRADE) {
            logger.warn("the log failed, and goes on in a new segment: {}", problem.toString());
            thread.signal();
            return;
        }
        List<Waiter> disappointed;
        synchronized (this) {
            if (!degraded) {
                logger.error("the disk takes no rows: they are kept in memory, up to " + maxBytes + " bytes", problem);
            }
            degraded = true;
            disappointed = new ArrayList<>(waiters);
            waiters.clear();
        }
        for (Waiter waiter : disappointed) {
            waiter.done.completeExceptionally(
                    new FlushException("the disk takes no rows: " + problem.getMessage(), RETRY_AFTER));
        }
    }

    /// Makes durable what was written, where somebody waits for it or it is time. On the log's thread.
    ///
    /// @return when to look again, as `System.nanoTime()` has it
    long sync() {
        long now = System.nanoTime();
        if (failures > 0 && retryNanos - now > 0) {
            return retryNanos;
        }
        try {
            if (unsynced
                    && log.isWritten()
                    && (failures > 0 || limits.syncAlways() || isAwaited() || now - unsyncedNanos >= SECOND)) {
                log.sync();
                log.syncCursor();
                unsynced = false;
                durableUpTo();
            }
            if (log.isWritten() && !log.isUnsynced()) {
                well();
            }
        } catch (IOException problem) {
            failed(problem);
        }
        if (failures > 0) {
            return retryNanos;
        }
        return unsynced ? unsyncedNanos + SECOND : now + 60 * SECOND;
    }

    private synchronized boolean isAwaited() {
        return !waiters.isEmpty();
    }

    private void well() {
        if (failures == 0) {
            return;
        }
        failures = 0;
        synchronized (this) {
            if (degraded) {
                logger.info("the disk takes rows again");
            }
            degraded = false;
        }
    }

    private void durableUpTo() {
        List<Waiter> served = new ArrayList<>();
        synchronized (this) {
            durable = log.syncedSeq();
            while (!waiters.isEmpty() && waiters.getFirst().upTo <= durable) {
                served.add(waiters.removeFirst());
            }
            evict();
        }
        for (Waiter waiter : served) {
            waiter.done.complete(null);
        }
    }

    @Override
    public void discard(String reason) {
        synchronized (this) {
            long left = held;
            ahead.clear();
            recent.clear();
            pending.dropAll(nextSeq);
            Window shown = window.shown();
            discarded = shown == null ? null : shown.batch();
            window.clear();
            held = 0;
            taken = nextSeq;
            holes.forgetBefore(nextSeq);
            settled = true;
            if (left > 0) {
                counts.dropped(left, reason);
            }
        }
        thread.signal();
    }

    @Override
    public synchronized void limit(long rows, long bytes) {
        maxRows = rows;
        maxBytes = bytes;
        evict();
    }

    @Override
    public synchronized long size() {
        return held;
    }

    @Override
    public synchronized long retainedBytes() {
        return recent.bytes() + window.retainedBytes();
    }

    @Override
    public synchronized long oldestNanos() {
        Window shown = window.shown();
        if (shown != null) {
            return shown.batch().epochNanos(0);
        }
        if (ahead.isEmpty() && taken < firstRecent()) {
            return held > 0 ? oldestSeconds * SECOND : 0;
        }
        Part next = ahead.isEmpty() ? recent.first() : ahead.getFirst();
        return next == null ? 0 : next.batch().epochNanos(0);
    }

    /// Writes what is left to the log, where the next life finds it; here it is counted as dropped, so that it is
    /// counted
    /// once.
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        thread.remove(this);
        await(thread.submit(this::finish));
        countKept();
    }

    private synchronized void countKept() {
        if (held > 0) {
            counts.dropped(held, KEPT);
        }
        held = 0;
    }

    private @Nullable Void finish() throws IOException {
        IOException unwritten = null;
        try {
            writeAll();
            noteSettled();
            log.sync();
            log.syncCursor();
        } catch (IOException problem) {
            unwritten = problem;
        }
        letters.close();
        log.close();
        if (unwritten != null) {
            throw unwritten;
        }
        return null;
    }
}
