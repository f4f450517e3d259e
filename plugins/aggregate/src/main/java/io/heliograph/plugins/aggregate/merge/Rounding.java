package io.heliograph.plugins.aggregate.merge;

import java.math.BigInteger;

/// Rounds times to the nearest multiple of a unit, halves up. As in Go, multiples are counted from the year 1, which
/// differs from 1970 for units that do not divide a day.
final class Rounding {
    private static final long SECONDS_FROM_YEAR_1_TO_1970 = 62_135_596_800L;

    private final long unitNanos;
    private final long shift; // 1970 modulo the unit

    /// @param unitNanos up to 1 leaves times as they are
    Rounding(long unitNanos) {
        this.unitNanos = unitNanos;
        this.shift = unitNanos <= 1 ? 0 : secondsModulo(unitNanos);
    }

    private static long secondsModulo(long unitNanos) {
        BigInteger nanos = BigInteger.valueOf(SECONDS_FROM_YEAR_1_TO_1970).multiply(BigInteger.valueOf(1_000_000_000L));
        return nanos.mod(BigInteger.valueOf(unitNanos)).longValue();
    }

    long round(long epochNanos) {
        if (unitNanos <= 1) {
            return epochNanos;
        }
        long rest = Math.floorMod(Math.floorMod(epochNanos, unitNanos) + shift, unitNanos);
        return rest < unitNanos - rest ? epochNanos - rest : epochNanos - rest + unitNanos;
    }
}
