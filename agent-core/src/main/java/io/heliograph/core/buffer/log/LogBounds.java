package io.heliograph.core.buffer.log;

import io.heliograph.core.buffer.MemoryBuffer;
import java.io.IOException;
import org.slf4j.Logger;

/// Keeps a log within its age and size, by taking the oldest segments away. Where they cannot be taken away, rows are
/// written all the same, and it is tried again. Confined to the log's thread.
final class LogBounds {
    private static final long MINUTE = 60_000_000_000L;

    private final LogBuffer buffer;
    private final SegmentedLog log;
    private final Logger logger;
    private final DiskHealth health = new DiskHealth();
    private LogLimits limits;

    LogBounds(LogBuffer buffer, SegmentedLog log, LogLimits limits, Logger logger) {
        this.buffer = buffer;
        this.log = log;
        this.limits = limits;
        this.logger = logger;
    }

    void limit(LogLimits next) {
        limits = next;
    }

    /// Takes away what is over, and tells the buffer whether there is room for more.
    void keep() {
        if (!health.isResting()) {
            dropWhatIsOver();
        }
        buffer.full(isOver());
    }

    /// When to look again, as `System.nanoTime()` has it.
    long dueNanos(long nowNanos) {
        return health.isWell() ? nowNanos + MINUTE : health.retryNanos();
    }

    private void dropWhatIsOver() {
        try {
            dropOld();
            dropTooMuch();
            health.well();
        } catch (IOException problem) {
            if (health.isWell()) {
                logger.warn("what is over the log's bounds cannot be taken away, and is tried again", problem);
            }
            health.failed();
        }
    }

    private void dropOld() throws IOException {
        long oldest = System.currentTimeMillis() / 1000 - limits.maxAge().toSeconds();
        while (!limits.maxAge().isZero() && log.oldestClosedSeconds() < oldest && dropOldest(LogBuffer.TOO_OLD)) {
            // the next
        }
    }

    private void dropTooMuch() throws IOException {
        if (isOver()) {
            log.sealLong(); // under bounds that have become narrower, it alone may be over them
        }
        while (isOver() && dropOldest(MemoryBuffer.FULL)) {
            // the next
        }
    }

    private boolean isOver() {
        return log.bytes() > limits.maxBytes();
    }

    /// Takes the oldest segment away, unless its rows are to be kept at the cost of those that come.
    ///
    /// @return whether it is gone
    boolean dropOldest(String reason) throws IOException {
        boolean kept = limits.whenFull() == WhenFull.REJECT && !reason.equals(LogBuffer.TOO_OLD);
        if (kept || !log.dropOldest()) {
            return false;
        }
        buffer.dropBefore(log.oldestSeq(), reason);
        return true;
    }
}
