package io.heliograph.core.format;

import io.heliograph.api.InvalidOptionException;

/// The unit of the times in a text.
enum TimestampUnit {
    NANOSECONDS("ns", 1L),
    MICROSECONDS("us", 1_000L),
    MILLISECONDS("ms", 1_000_000L),
    SECONDS("s", 1_000_000_000L),
    MINUTES("m", 60_000_000_000L),
    HOURS("h", 3_600_000_000_000L);

    private final String symbol;
    private final long nanos;

    TimestampUnit(String symbol, long nanos) {
        this.symbol = symbol;
        this.nanos = nanos;
    }

    /// Reads a unit as users of Telegraf and of InfluxDB's APIs write it: `ms` or `1ms`; `n`, `u` and `µs` too.
    static TimestampUnit of(String key, String text) {
        String bare = text.startsWith("1") ? text.substring(1) : text;
        String plain = bare.equals("n") ? "ns" : bare.equals("u") || bare.equals("µs") ? "us" : bare;
        for (TimestampUnit unit : values()) {
            if (unit.symbol.equals(plain)) {
                return unit;
            }
        }
        throw new InvalidOptionException(key, "not a unit of time: '" + text + "' (one of ns, us, ms, s, m, h)");
    }

    /// Whether a count of this unit does not fit into 64 bits of nanoseconds.
    boolean overflows(long count) {
        return count > Long.MAX_VALUE / nanos || count < Long.MIN_VALUE / nanos;
    }

    long toNanos(long count) {
        return count * nanos;
    }

    /// A time cut down to whole units.
    long floor(long epochNanos) {
        return nanos == 1 ? epochNanos : Math.floorDiv(epochNanos, nanos) * nanos;
    }
}
