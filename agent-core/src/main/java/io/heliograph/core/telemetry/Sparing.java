package io.heliograph.core.telemetry;

import java.time.Duration;

/// Lets one line a minute pass, whatever it says, and counts the others. Not for several threads.
final class Sparing {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private long until;
    private long untold;

    /// @param nowNanos the present [System#nanoTime]
    Sparing(long nowNanos) {
        this.until = nowNanos;
    }

    /// Whether a line may be told now, which is then taken as told.
    ///
    /// @param worth how much the line would tell: what is not told adds up
    boolean passes(long worth, long nowNanos) {
        if (nowNanos - until < 0) {
            untold += worth;
            return false;
        }
        until = nowNanos + MINUTE;
        return true;
    }

    /// Whether there is something that was not told, and time to tell it, which is then taken as told.
    boolean isOver(long nowNanos) {
        if (untold == 0 || nowNanos - until < 0) {
            return false;
        }
        until = nowNanos + MINUTE;
        return true;
    }

    /// What was not told since this was last asked.
    long untold() {
        long all = untold;
        untold = 0;
        return all;
    }
}
