package io.heliograph.core.buffer.log;

/// How often the disk has failed in a row, and when it is tried again: at once at first, in a new segment, and from the
/// third failure on after a pause that grows. Confined to a thread, or a lock.
final class DiskHealth {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 5 * SECOND;
    private static final long SHORTEST_PAUSE_NANOS = SECOND / 20;
    private static final int FAILURES_TO_DEGRADE = 3;

    private long retryNanos;
    private int failures;

    void failed() {
        failures++;
        long pause = isDegraded()
                ? Math.min(LONGEST_PAUSE_NANOS, SHORTEST_PAUSE_NANOS << Math.min(failures - FAILURES_TO_DEGRADE, 10))
                : 0;
        retryNanos = System.nanoTime() + pause;
    }

    void well() {
        failures = 0;
    }

    boolean isWell() {
        return failures == 0;
    }

    /// Whether it has failed so often that nobody should wait for it.
    boolean isDegraded() {
        return failures >= FAILURES_TO_DEGRADE;
    }

    /// Whether it is left alone for now.
    boolean isResting() {
        return failures > 0 && System.nanoTime() - retryNanos < 0;
    }

    /// When it is tried again, as `System.nanoTime()` has it.
    long retryNanos() {
        return retryNanos;
    }
}
