package io.heliograph.plugins.prometheus.scrape;

import java.time.Duration;

/// The times that scrapes of a target are meant for. A scrape that begins a little late gets the time that it was
/// meant for, so that times are evenly spaced and pack well; one that is later keeps its own. As in Prometheus: at
/// most 2 ms, or a hundredth of the interval. Confined to one thread at a time.
final class Grid {
    private static final long MOST_MILLIS = 2;
    private static final long NONE = Long.MIN_VALUE;

    private final long intervalMillis;
    private final long toleranceMillis;
    private long meant = NONE;

    Grid(Duration interval) {
        this.intervalMillis = Math.max(1, interval.toMillis());
        this.toleranceMillis = Math.min(MOST_MILLIS, intervalMillis / 100);
    }

    /// The time of a scrape.
    ///
    /// @param nowMillis when it begins
    /// @return milliseconds since 1970-01-01T00:00:00Z
    long time(long nowMillis) {
        long over = meant == NONE ? intervalMillis / 2 : Math.floorMod(nowMillis - meant, intervalMillis);
        if (over <= toleranceMillis) {
            meant = nowMillis - over;
        } else if (intervalMillis - over <= toleranceMillis) {
            meant = nowMillis - over + intervalMillis;
        } else {
            meant = nowMillis; // the grid was wrong: its first scrape was late, say
        }
        return meant;
    }
}
