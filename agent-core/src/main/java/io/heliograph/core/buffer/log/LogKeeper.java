package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.log.PendingRows.Piece;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;

/// What the log's thread does for a buffer: writes what is pending, makes it durable, notes what is settled, and keeps
/// it within its bounds ([LogBounds]). A failure is met with another try, in a new segment ([DiskHealth]). Confined to
/// the thread.
final class LogKeeper {
    private static final long SECOND = 1_000_000_000L;
    private static final int AT_A_TIME = 4 << 20;
    private static final int MOST_PASSES = 4;

    private final LogBuffer buffer;
    private final SegmentedLog log;
    private final DeadLetters letters;
    private final Logger logger;
    private final DiskHealth health = new DiskHealth();
    private final LogBounds bounds;
    private final DiskHealth cursor = new DiskHealth();
    private LogLimits limits;
    private long durable;
    private long unsyncedNanos;
    private boolean unsynced;
    private volatile long oldestSeconds;

    LogKeeper(LogBuffer buffer, SegmentedLog log, DeadLetters letters, LogLimits limits, Logger logger) {
        this.buffer = buffer;
        this.log = log;
        this.letters = letters;
        this.limits = limits;
        this.logger = logger;
        bounds = new LogBounds(buffer, log, limits, logger);
    }

    /// When the oldest segment was made, in seconds since 1970; 0 where there is none. For any thread.
    long oldestSeconds() {
        return oldestSeconds;
    }

    /// Lets go of those who wait until rows are durable, as the disk does not answer. For any thread.
    void disappoint() {
        buffer.disappoint("the disk does not answer");
    }

    /// Sets new limits.
    void limit(LogLimits next) {
        limits = next;
        log.limit(next);
        bounds.limit(next);
    }

    /// Writes what is pending.
    void write() {
        if (health.isResting()) {
            return;
        }
        try {
            writeOrMakeRoom();
            oldestSeconds = log.oldestSeconds();
            noteSettled();
            bounds.keep();
        } catch (IOException problem) {
            failed(problem);
        } catch (RuntimeException defect) {
            failed(new IOException(defect));
        }
    }

    /// On a full disk, what is delivered makes room.
    private void writeOrMakeRoom() throws IOException {
        try {
            writeSome();
        } catch (IOException problem) {
            if (SegmentedLog.isForRoom(problem)) {
                noteSettled();
            }
            throw problem;
        }
    }

    /// As much as a few passes take: on a slow disk, more comes in the meantime than goes, and others wait.
    private void writeSome() throws IOException {
        boolean more = true;
        for (int pass = 0; more && pass < MOST_PASSES; pass++) {
            more = writePass();
        }
        noteWritten();
        if (more) {
            buffer.goOn();
        }
    }

    /// @return whether there is more
    private boolean writePass() throws IOException {
        if (log.isWritten()) {
            addPending();
        }
        writeMakingRoom();
        return buffer.written();
    }

    private void noteWritten() {
        if (durable != log.syncedSeq()) { // a write of much syncs, too
            noteDurable();
        }
        if (!log.isUnsynced()) {
            unsynced = false;
        } else if (!unsynced) {
            unsynced = true;
            unsyncedNanos = System.nanoTime();
        }
    }

    private void noteDurable() {
        durable = log.syncedSeq();
        buffer.durableUpTo(durable);
    }

    /// Hands some of what is pending to the log.
    private void addPending() {
        List<Piece> some = buffer.takePending(Math.min(AT_A_TIME, limits.segmentBytes()));
        for (Piece next : some) {
            log.addGap(next.first() - log.endSeq()); // none, or what a defect has cost
            MetricBatch batch = next.batch();
            if (batch == null) {
                log.addGap(next.rows());
            } else if (log.add(batch) > 0) {
                buffer.notInLog(next.appendedNanos());
            }
        }
    }

    private void writeMakingRoom() throws IOException {
        while (true) {
            try {
                log.write();
                return;
            } catch (IOException problem) {
                if (!SegmentedLog.isForRoom(problem) || !bounds.dropOldest(LogBuffer.DISK_FULL)) {
                    throw problem;
                }
            }
        }
    }

    /// Dead letters first: a row that is in neither would be lost. A cursor that cannot be written costs duplicates at
    /// worst, so it is tried again in the next round.
    private void noteSettled() {
        Recovery.Place settled = buffer.takeSettled();
        if (settled == null) {
            return;
        }
        letters.write();
        try {
            log.settle(settled.startSeq(), settled.settledAhead());
        } catch (IOException | RuntimeException problem) {
            logger.debug("the cursor cannot be written for now", problem);
            buffer.settleAgain();
        }
    }

    /// Makes durable what was written, where somebody waits for it or it is time.
    ///
    /// @return when to look again, as `System.nanoTime()` has it
    long sync() {
        if (health.isResting()) {
            return health.retryNanos();
        }
        long now = System.nanoTime();
        try {
            if (unsynced && log.isWritten() && isTimeToSync(now)) {
                log.sync();
                unsynced = false;
                noteDurable();
                syncCursor();
            } else if (!cursor.isWell() || now - log.cursorSyncNanos() >= 0) {
                syncCursor();
            }
            if (!health.isWell() && log.isWritten() && !log.isUnsynced()) {
                health.well();
                buffer.well();
            }
        } catch (IOException problem) {
            failed(problem);
        }
        return health.isWell() ? nextSync(now) : health.retryNanos();
    }

    /// One that cannot be synced costs duplicates at worst, and holds up nothing.
    private void syncCursor() {
        if (cursor.isResting()) {
            return;
        }
        try {
            log.syncCursor();
            cursor.well();
        } catch (IOException problem) {
            logger.debug("the cursor cannot be synced for now", problem);
            cursor.failed();
        }
    }

    private long nextSync(long now) {
        long next = unsynced ? unsyncedNanos + SECOND : now + 60 * SECOND;
        next = earlier(next, cursor.isWell() ? log.cursorSyncNanos() : cursor.retryNanos());
        return earlier(next, bounds.dueNanos(now));
    }

    private static long earlier(long one, long other) {
        return other - one < 0 ? other : one;
    }

    private boolean isTimeToSync(long now) {
        return !health.isWell() || limits.syncAlways() || buffer.isAwaited() || now - unsyncedNanos >= SECOND;
    }

    private void failed(IOException problem) {
        health.failed();
        if (health.isDegraded()) {
            buffer.degraded(problem);
        } else {
            buffer.tryAgain(problem);
        }
    }

    /// Writes what is left, and closes the files, whatever fails.
    void finish() throws IOException {
        try {
            finishRows();
        } finally {
            letters.close();
            log.close();
        }
    }

    /// Where the disk takes nothing, rejected rows that are no letters yet stay in the log.
    private void finishRows() throws IOException {
        boolean done = false;
        try {
            boolean more = true;
            while (more) {
                more = writePass();
            }
            log.sync();
            done = true;
        } finally {
            noteDurable();
            if (done || !letters.isWaiting()) {
                noteSettled();
                log.syncCursor();
            }
        }
    }
}
