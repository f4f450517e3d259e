package io.heliograph.core.pipeline;

/// Times rounded to a precision.
final class Rounding {
    private Rounding() {}

    /// The nearest multiple of a unit; halves go up, as in Telegraf.
    static long nearest(long epochNanos, long unitNanos) {
        if (unitNanos <= 1) {
            return epochNanos;
        }
        long below = epochNanos - Math.floorMod(epochNanos, unitNanos);
        return epochNanos - below < unitNanos - (epochNanos - below) ? below : below + unitNanos;
    }
}
