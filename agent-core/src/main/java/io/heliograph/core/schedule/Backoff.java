package io.heliograph.core.schedule;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before the next try: anything up to a bound that doubles with each failure ("full jitter"), so
/// that a thousand agents do not come back to a server all at once. A receiver's Retry-After is a floor.
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration LONGEST_FLOOR = Duration.ofMinutes(10);

    private int failures;

    /// The wait after one more failure.
    public Duration next(Duration floor) {
        long bound = Math.min(MOST.toNanos(), FIRST.toNanos() << Math.min(failures, 20));
        failures++;
        long wait = ThreadLocalRandom.current().nextLong(bound / 10, bound + 1);
        Duration held = floor.compareTo(LONGEST_FLOOR) > 0 ? LONGEST_FLOOR : floor;
        return Duration.ofNanos(Math.max(wait, held.toNanos()));
    }

    /// It worked: the next failure is the first again.
    public void reset() {
        failures = 0;
    }

    /// How often it failed since it last worked.
    public int failures() {
        return failures;
    }
}
