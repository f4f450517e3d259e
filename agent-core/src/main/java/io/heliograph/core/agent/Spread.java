package io.heliograph.core.agent;

import java.time.Duration;

/// Spreads what has names over an interval, always in the same way.
final class Spread {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Spread() {}

    /// A time from 0 up to the interval, exclusive.
    static Duration of(String name, Duration interval) {
        long hash = FNV_BASIS;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        // FNV mixes its high bits well and the low ones badly
        long mixed = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return Duration.ofNanos(Math.floorMod(mixed ^ mixed >>> 32, interval.toNanos()));
    }
}
