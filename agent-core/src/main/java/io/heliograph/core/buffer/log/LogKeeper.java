package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.log.PendingRows.Piece;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;

/// What the log's thread does for a buffer: writes what is pending, makes it durable, notes what is settled, and keeps
/// the bounds. A failure is met with another try, in a new segment ([DiskHealth]). Confined to the thread.
final class LogKeeper {
    private static final long SECOND = 1_000_000_000L;
    private static final int AT_A_TIME = 4 << 20;

    private final LogBuffer buffer;
    private final SegmentedLog log;
    private final DeadLetters letters;
    private final LogLimits limits;
    private final Logger logger;
    private final DiskHealth health = new DiskHealth();
    private long unsyncedNanos;
    private boolean unsynced;
    private volatile long oldestSeconds;

    LogKeeper(LogBuffer buffer, SegmentedLog log, DeadLetters letters, LogLimits limits, Logger logger) {
        this.buffer = buffer;
        this.log = log;
        this.letters = letters;
        this.limits = limits;
        this.logger = logger;
    }

    /// When the oldest segment was made, in seconds since 1970; 0 where there is none. For any thread.
    long oldestSeconds() {
        return oldestSeconds;
    }

    /// Lets go of those who wait until rows are durable, as the disk does not answer. For any thread.
    void disappoint() {
        buffer.disappoint("the disk does not answer");
    }

    /// Writes what is pending.
    void write() {
        if (health.isResting()) {
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
        } while (buffer.written());
        if (!log.isUnsynced()) {
            unsynced = false;
            buffer.durableUpTo(log.syncedSeq());
        } else if (!unsynced) {
            unsynced = true;
            unsyncedNanos = System.nanoTime();
        }
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
                if (!SegmentedLog.isForRoom(problem) || !dropOldest(LogBuffer.DISK_FULL)) {
                    throw problem;
                }
            }
        }
    }

    private boolean dropOldest(String reason) throws IOException {
        if (limits.whenFull() == WhenFull.REJECT && !reason.equals(LogBuffer.TOO_OLD) || !log.dropOldest()) {
            return false;
        }
        buffer.dropBefore(log.oldestSeq(), reason);
        return true;
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
        } catch (IOException problem) {
            logger.debug("the cursor cannot be written for now", problem);
            buffer.settleAgain();
        }
    }

    private void keepBounds() throws IOException {
        long oldest = System.currentTimeMillis() / 1000 - limits.maxAge().toSeconds();
        while (!limits.maxAge().isZero() && log.oldestClosedSeconds() < oldest && dropOldest(LogBuffer.TOO_OLD)) {
            // the next
        }
        boolean over = log.bytes() > limits.maxBytes();
        while (over && limits.whenFull() == WhenFull.DROP_OLDEST && dropOldest(MemoryBuffer.FULL)) {
            over = log.bytes() > limits.maxBytes();
        }
        buffer.full(over);
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
                log.syncCursor();
                unsynced = false;
                buffer.durableUpTo(log.syncedSeq());
            }
            if (!health.isWell() && log.isWritten() && !log.isUnsynced()) {
                health.well();
                buffer.well();
            }
        } catch (IOException problem) {
            failed(problem);
        }
        if (!health.isWell()) {
            return health.retryNanos();
        }
        return unsynced ? unsyncedNanos + SECOND : now + 60 * SECOND;
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

    /// Writes what is left, and closes the files.
    void finish() throws IOException {
        IOException unwritten = null;
        try {
            writeAll();
            noteSettled();
            log.sync();
            buffer.durableUpTo(log.syncedSeq());
            log.syncCursor();
        } catch (IOException problem) {
            unwritten = problem;
        }
        letters.close();
        log.close();
        if (unwritten != null) {
            throw unwritten;
        }
    }
}
