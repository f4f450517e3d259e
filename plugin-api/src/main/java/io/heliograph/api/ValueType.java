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
    SUMMARY;

    private static final ValueType[] ALL = values();

    static ValueType at(int ordinal) {
        return ALL[ordinal];
    }
}
