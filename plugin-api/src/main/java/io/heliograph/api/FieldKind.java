package io.heliograph.api;

/// The type of a field's value.
public enum FieldKind {
    /// 64-bit floating point.
    DOUBLE,
    /// 64-bit signed integer.
    LONG,
    /// 64-bit unsigned integer, held in a `long`.
    UNSIGNED,
    /// True or false.
    BOOLEAN,
    /// Text.
    TEXT,
    /// A native histogram of Prometheus.
    HISTOGRAM;

    private static final FieldKind[] ALL = values();

    static FieldKind at(int ordinal) {
        return ALL[ordinal];
    }

    /// Whether values of this kind are objects rather than 64 bits.
    public boolean isObject() {
        return this == TEXT || this == HISTOGRAM;
    }
}
