package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.Refusals;
import io.heliograph.core.buffer.log.PendingRows.Piece;
import io.heliograph.core.buffer.log.QueuedRows.Missing;
import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// A buffer whose rows are in a log on disk, and survive the process.
///
/// Rows are in up to three places ([QueuedRows]). *Pending* ones wait to be written; appending puts them there, and the
/// log's thread takes them a moment later ([LogKeeper]). *Recent* ones are held by reference until they are read, as
/// far as memory goes: an output that keeps up gets its batches from here, and nothing is ever read back. Older ones
/// are in the log only; when their turn comes, they are read by the log's thread, a few records *ahead*, and handed
/// over.
///
/// While the disk takes nothing, what is pending grows up to the bound, and then its oldest rows go, or those that
/// come.
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
    /// Of rows that were dropped before they were written, in an earlier life of the agent or at its end.
    public static final String UNWRITTEN = "unwritten";

    /// Of rows that stay in the log when it is closed, to be recovered from it.
    public static final String KEPT = "kept_in_log";

    private static final long SECOND = 1_000_000_000L;
    private static final int READ_AHEAD = 1 << 18;
    private static final int MOST_PEEKS = 64;

    private final LogThread thread;
    private final SegmentedLog log;
    private final DeadLetters letters;
    private final LogKeeper keeper;
    private final BufferCounts counts;
    private final Logger logger;
    private final long recovered;

    // under the lock
    private final QueuedRows rows;
    private final Refusals refusals = new Refusals();
    private final FlushWaiters waiters = new FlushWaiters(refusals);
    private final DiskHealth reads = new DiskHealth();
    private LogLimits limits;
    private boolean settled;
    private @Nullable MetricBatch discarded; // while it was under way
    private boolean full;
    private boolean degraded;
    private boolean closed;
    private boolean kept; // what is held is the next life's

    private LogBuffer(
            LogThread thread,
            SegmentedLog log,
            DeadLetters letters,
            LogLimits limits,
            QueuedRows rows,
            BufferCounts counts,
            Logger logger) {
        this.thread = thread;
        this.log = log;
        this.letters = letters;
        this.limits = limits;
        this.rows = rows;
        this.counts = counts;
        this.logger = logger;
        keeper = new LogKeeper(this, log, letters, limits, logger);
        recovered = rows.held();
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
        return open(thread, folder, limits, maxRows, maxBytes, counts, logger, () -> System.currentTimeMillis() / 1000);
    }

    static LogBuffer open(
            LogThread thread,
            Folder folder,
            LogLimits limits,
            long maxRows,
            long maxBytes,
            BufferCounts counts,
            Logger logger,
            LongSupplier epochSeconds)
            throws IOException {
        Files files = thread.call(() -> Files.open(thread, folder, limits, counts, logger, epochSeconds));
        SegmentedLog log = files.log();
        QueuedRows rows = new QueuedRows(log.startSeq(), log.settledAhead(), log.endSeq(), maxRows, maxBytes);
        LogBuffer buffer = new LogBuffer(thread, log, files.letters(), limits, rows, counts, logger);
        thread.add(buffer.keeper);
        return buffer;
    }

    /// What is in a folder, opened on the log's thread.
    private record Files(SegmentedLog log, DeadLetters letters) implements Closeable {
        static Files open(
                LogThread thread,
                Folder folder,
                LogLimits limits,
                BufferCounts counts,
                Logger logger,
                LongSupplier epochSeconds)
                throws IOException {
            SegmentedLog log = SegmentedLog.open(folder, limits, logger, epochSeconds);
            Folder inner = folder.inner(DeadLetters.FOLDER);
            thread.step();
            try {
                return new Files(log, DeadLetters.open(thread, inner, limits.minFreeDisk(), counts, logger));
            } catch (RuntimeException defect) {
                log.close();
                throw defect;
            }
        }

        @Override
        public void close() throws IOException {
            letters.close();
            log.close();
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
            keeper.write();
            return factsNow();
        });
    }

    private synchronized QueueFacts factsNow() {
        return new QueueFacts(rows.held(), log.recordBytes(), log.segments(), rows.acked(), rows.nextSeq());
    }

    /// The oldest rows, copied: nothing is taken.
    ///
    /// @param most so many, or fewer where there are not as many on the disk, or they have more than 16 MiB
    public MetricBatch peek(int most) throws IOException {
        return thread.call(() -> {
            keeper.write();
            MetricBatch.Builder copied = new MetricBatch.Builder();
            QueueFacts facts = factsNow();
            int reads = 0;
            for (long at = facts.acked(); at < facts.end() && copied.size() < most && reads < MOST_PEEKS; reads++) {
                Found found = log.read(at, facts.end(), READ_AHEAD);
                copyWaiting(found.parts(), most, copied);
                at = found.to() == at ? facts.end() : found.to();
            }
            return copied.seal();
        });
    }

    private synchronized void copyWaiting(List<Part> parts, int most, MetricBatch.Builder to) {
        for (Part part : parts) {
            for (int row = 0; row < part.batch().size() && to.size() < most; row++) {
                if (rows.isWaiting(part.first() + row)) {
                    to.copy(part.batch(), row);
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
        return degraded || thread.isStuck();
    }

    @Override
    public void append(MetricBatch batch) {
        synchronized (this) {
            long bytes = batch.retainedBytes();
            if (closed || limits.whenFull() == WhenFull.REJECT && (full || !rows.hasRoomFor(bytes))) {
                refusals.add(System.nanoTime());
                counts.dropped(batch.size(), REFUSED);
                return;
            }
            rows.append(batch, bytes, System.nanoTime());
            keepPendingBound();
        }
        thread.signal();
    }

    private void keepPendingBound() {
        while (rows.isPendingOverBound()) {
            long dropped = rows.dropOldestPending(refusals);
            if (dropped > 0) {
                counts.dropped(dropped, MemoryBuffer.FULL);
            }
        }
    }

    @Override
    public CompletableFuture<Void> flush(long sinceNanos) {
        CompletableFuture<Void> done;
        synchronized (this) {
            if (isDegraded() || closed) {
                return Refusals.failed("the disk takes no rows");
            }
            if (refusals.isAnySince(sinceNanos)) {
                return CompletableFuture.failedFuture(Refusals.refused());
            }
            if (rows.isDurable()) {
                return CompletableFuture.completedFuture(null);
            }
            done = waiters.add(rows.nextSeq(), sinceNanos);
        }
        thread.signal();
        return done;
    }

    @Override
    public @Nullable Window read(int most) {
        while (true) {
            long from;
            long to;
            synchronized (this) {
                discarded = null; // nobody settles an older window any more
                if (!rows.needsDisk(most) || reads.isResting()) {
                    return rows.window(most);
                }
                from = rows.taken();
                to = rows.firstRecent();
            }
            try {
                take(from, thread.call(() -> log.read(from, to, READ_AHEAD)));
            } catch (IOException problem) {
                unreadable(problem);
            }
        }
    }

    /// What cannot be read is not lost: it holds up what is behind it, and is tried again after a pause.
    private synchronized void unreadable(IOException problem) {
        boolean told = reads.isDegraded();
        reads.failed();
        if (reads.isDegraded() && !told) {
            logger.error("rows cannot be read back, and are tried again until they can: {}", problem.toString());
        }
    }

    /// Takes what was read from the log, and counts what was not there.
    private synchronized void take(long from, Found found) {
        if (reads.isDegraded()) {
            logger.info("rows can be read back again");
        }
        reads.well();
        Missing missing = rows.take(from, found);
        if (missing.unwritten() > 0) {
            counts.dropped(missing.unwritten(), UNWRITTEN);
        }
        if (missing.damaged() > 0) {
            logger.warn(missing.damaged() + " rows are lost to damage");
            counts.dropped(missing.damaged(), DAMAGED);
        }
    }

    @Override
    public void settle(Window of, BitSet delivered, List<Rejection> rejected) {
        BitSet gone = (BitSet) delivered.clone();
        for (Rejection rejection : rejected) {
            gone.set(rejection.row());
        }
        synchronized (this) {
            if (of.batch() == discarded || kept) {
                return; // and counted as such
            }
            rows.leave(of.batch(), gone);
            counts.written(delivered.cardinality());
            countRejected(delivered, rejected);
            letters.add(of.batch(), delivered, rejected);
            settled |= !gone.isEmpty();
        }
        thread.signal();
    }

    private void countRejected(BitSet delivered, List<Rejection> rejected) {
        BitSet counted = (BitSet) delivered.clone();
        for (Rejection rejection : rejected) {
            if (!counted.get(rejection.row())) {
                counted.set(rejection.row());
                counts.rejected(1, rejection.reason());
            }
        }
    }

    /// Rows to be written, about so much.
    synchronized List<Piece> takePending(long mostBytes) {
        return rows.pending().take(mostBytes);
    }

    /// What was taken is written.
    ///
    /// @return whether there is more
    synchronized boolean written() {
        thread.step();
        rows.pending().written();
        return !rows.pending().isEmpty();
    }

    /// What does not fit into a record is in memory only.
    synchronized void notInLog(long appendedNanos) {
        logger.warn("rows do not fit into the log: they are lost if the agent ends before they are delivered");
        refusals.add(appendedNanos);
    }

    /// There is more to write than a round may.
    void goOn() {
        thread.signal();
    }

    /// All rows below a number are durable.
    void durableUpTo(long seq) {
        Runnable served;
        synchronized (this) {
            rows.durableUpTo(seq);
            served = waiters.served(seq);
        }
        served.run();
    }

    synchronized boolean isAwaited() {
        return !waiters.isEmpty();
    }

    /// What is settled, where that has changed since it was asked last; else null.
    synchronized Recovery.@Nullable Place takeSettled() {
        if (!settled) {
            return null;
        }
        settled = false;
        return new Recovery.Place(rows.acked(), rows.settledAhead(), rows.nextSeq());
    }

    /// What was asked last could not be noted.
    synchronized void settleAgain() {
        settled = true;
    }

    /// Rows below a number have gone from the disk.
    synchronized void dropBefore(long seq, String reason) {
        long dropped = rows.dropBefore(seq);
        if (dropped > 0) {
            counts.dropped(dropped, reason);
        }
        settled = true;
    }

    /// Whether the files have reached their bound.
    synchronized void full(boolean is) {
        full = is;
    }

    /// The disk has failed, and is tried again at once.
    void tryAgain(IOException problem) {
        logger.warn("the log failed, and goes on in a new segment: {}", problem.toString());
        thread.signal();
    }

    /// The disk takes nothing for now.
    void degraded(IOException problem) {
        Runnable disappointed;
        synchronized (this) {
            if (!degraded) {
                logger.error(
                        "the disk takes no rows: they are kept in memory, up to " + rows.maxBytes() + " bytes",
                        problem);
            }
            degraded = true;
            disappointed = waiters.disappointed("the disk takes no rows: " + problem.getMessage());
        }
        disappointed.run();
    }

    /// The disk takes all.
    synchronized void well() {
        if (degraded) {
            logger.info("the disk takes rows again");
        }
        degraded = false;
    }

    @Override
    public void discard(String reason) {
        synchronized (this) {
            long left = rows.held(); // none, once it is closed: a discard comes too late then
            discarded = rows.clear();
            settled = true;
            if (left > 0) {
                counts.dropped(left, reason);
            }
        }
        thread.signal();
    }

    /// Whether what is in memory is read before what is on disk only, so that after a long outage the receiver has what
    /// is fresh at once, and the backlog behind it.
    public synchronized void freshFirst(boolean on) {
        rows.freshFirst(on);
    }

    @Override
    public synchronized void limit(long maxRows, long maxBytes) {
        rows.limit(maxRows, maxBytes);
    }

    /// Sets how far the log may grow, and how safe it is. What is on disk and over them goes soon.
    ///
    /// @param next instead of those that it was opened with
    public void limit(LogLimits next) {
        synchronized (this) {
            limits = next;
        }
        thread.submit(() -> {
            keeper.limit(next);
            return null;
        });
    }

    @Override
    public synchronized long size() {
        return rows.held();
    }

    @Override
    public synchronized long retainedBytes() {
        return rows.retainedBytes();
    }

    @Override
    public synchronized long oldestNanos() {
        if (rows.isOldestOnDisk()) {
            return rows.held() > 0 ? keeper.oldestSeconds() * SECOND : 0;
        }
        return rows.oldestNanos();
    }

    /// Writes what is left to the log, where the next life finds it; here it is counted as dropped, so that it is
    /// counted once.
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        thread.remove(keeper);
        try {
            thread.await(thread.submit(this::finish)); // which is done late rather than never
        } finally {
            disappoint("the buffer is closed");
        }
    }

    private @Nullable Void finish() throws IOException {
        try {
            keeper.finish();
        } finally {
            countKept();
        }
        return null;
    }

    /// Those who still wait, wait in vain.
    void disappoint(String why) {
        Runnable disappointed;
        synchronized (this) {
            disappointed = waiters.disappointed(why);
        }
        disappointed.run();
    }

    private synchronized void countKept() {
        long lost = rows.unwritten();
        if (lost > 0) {
            counts.dropped(lost, UNWRITTEN);
        }
        if (rows.held() > lost) {
            counts.dropped(rows.held() - lost, KEPT);
        }
        kept = true;
        rows.keptInLog();
    }
}
