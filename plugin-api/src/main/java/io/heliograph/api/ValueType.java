package io.heliograph.api;

/// What kind of measurement the values of a row are; outputs that know such types (Prometheus) carry it on.
public enum ValueType {
    /// Nothing is known.
    UNTYPED,
    /// Rises, or starts again at zero.
    COUNTER,
    /// Goes up and down.
    GAUGE,
    /// Counts per bucket, with sum and count.
    HISTOGRAM,
    /// Quantiles, with sum and count.
    SUMMARY,
    /// Counts per bucket that may fall, as of things that are there now (OpenMetrics).
    GAUGE_HISTOGRAM,
    /// Always 1; what it says is in the tags (OpenMetrics).
    INFO,
    /// One of several states: 1 for those that hold, else 0 (OpenMetrics).
    STATE_SET;

    private static final ValueType[] ALL = values();

    /// The nearest of the first five, for formats that know no others.
    public ValueType basic() {
        return switch (this) {
            case UNTYPED, COUNTER, GAUGE, HISTOGRAM, SUMMARY -> this;
            case GAUGE_HISTOGRAM -> HISTOGRAM;
            case INFO, STATE_SET -> GAUGE;
        };
    }

    static ValueType at(int ordinal) {
        return ALL[ordinal];
    }
}
