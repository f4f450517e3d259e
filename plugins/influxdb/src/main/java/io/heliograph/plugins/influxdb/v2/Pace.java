package io.heliograph.plugins.influxdb.v2;

import java.time.Duration;

/// Holds the rate of bytes to a limit: after each body there is a pause in proportion to its size.
final class Pace {
    private final long bytes;
    private final long periodNanos;
    private long nextNanos;

    /// @param bytes in a period; 0 for no limit
    Pace(long bytes, Duration period) {
        this.bytes = period.isZero() ? 0 : bytes;
        this.periodNanos = period.toNanos();
        this.nextNanos = System.nanoTime();
    }

    /// How long to wait before the next body; zero or negative for not at all.
    Duration pause(long nowNanos) {
        return bytes == 0 ? Duration.ZERO : Duration.ofNanos(nextNanos - nowNanos);
    }

    /// Counts a body.
    void sent(long size, long nowNanos) {
        if (bytes > 0) {
            nextNanos = Math.max(nextNanos, nowNanos) + (long) ((double) size / bytes * periodNanos);
        }
    }
}
