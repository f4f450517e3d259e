package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// A row that is being put together. Confined to one thread and used again: do not keep it.
///
/// A row without a time gets the present one, rounded to the plugin's precision. A row without fields is not emitted.
public interface Row {
    /// Sets the time, in nanoseconds since 1970-01-01T00:00:00Z. It is rounded to the plugin's precision where the
    /// configuration asks for that.
    Row at(long epochNanos);

    /// Sets a time that stays as it is, as those that a scraped target gives.
    Row atExactly(long epochNanos);

    /// Says what kind of measurement the values are; [ValueType#UNTYPED] otherwise.
    Row type(ValueType type);

    /// Says what is known of the row beyond its values; null, as without this call, for nothing.
    Row detail(@Nullable Detail detail);

    /// Sets a field to a floating point number.
    Row put(String key, double value);

    /// Sets a field to a signed integer.
    Row put(String key, long value);

    /// Sets a field to a truth value.
    Row put(String key, boolean value);

    /// Sets a field to a text.
    Row put(String key, String value);

    /// Sets a field to a native histogram.
    Row put(String key, NativeHistogram value);

    /// Sets a field to an unsigned integer, given as its 64 bits.
    Row putUnsigned(String key, long bits);

    /// Sets a field to an object: any of the above, boxed, [Unsigned], or another `Number`, widened. Convenient, and
    /// too slow for a hot path.
    ///
    /// @throws IllegalArgumentException for an object of another class
    Row putObject(String key, Object value);

    /// Sets a field to what it is in a metric.
    Row put(Metric metric, int field);

    /// Takes a field away.
    Row remove(String key);

    /// Takes time, type, detail and all fields of a metric, as they are.
    Row copy(Metric metric);

    /// Ends the row and hands it on.
    void emit();
}
