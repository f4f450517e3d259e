package io.heliograph.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row: a series at a time with its values. Immutable; it may be kept for as long as one likes.
public final class Metric {
    /// The bits of the `double` that Prometheus writes where a series has ended.
    public static final long STALE_BITS = 0x7ff0000000000002L;

    private final Series series;
    private final FieldSet fields;
    private final long epochNanos;
    private final ValueType type;
    private final long[] values;
    private final @Nullable Object @Nullable [] objects; // by field, where any is an object
    private final @Nullable Detail detail;

    Metric(
            Series series,
            FieldSet fields,
            long epochNanos,
            ValueType type,
            long[] values,
            @Nullable Object @Nullable [] objects,
            @Nullable Detail detail) {
        this.series = series;
        this.fields = fields;
        this.epochNanos = epochNanos;
        this.type = type;
        this.values = values;
        this.objects = objects;
        this.detail = detail;
    }

    /// The identity: name and tags.
    public Series series() {
        return series;
    }

    /// The same time and values under another identity; nothing is copied.
    public Metric as(Series other) {
        return other == series ? this : new Metric(other, fields, epochNanos, type, values, objects, detail);
    }

    /// The measurement.
    public String name() {
        return series.name();
    }

    /// The tags.
    public TagSet tags() {
        return series.tags();
    }

    /// The value of a tag, or null where there is none of that key.
    public @Nullable String tag(String key) {
        return series.tags().get(key);
    }

    /// The time, in nanoseconds since 1970-01-01T00:00:00Z.
    public long epochNanos() {
        return epochNanos;
    }

    /// What kind of measurement the values are.
    public ValueType type() {
        return type;
    }

    /// What is known of the row beyond its values, or null.
    public @Nullable Detail detail() {
        return detail;
    }

    /// Keys and kinds of the fields, by index.
    public FieldSet fields() {
        return fields;
    }

    /// The number of fields.
    public int size() {
        return values.length;
    }

    /// The key of a field.
    public String key(int field) {
        return fields.key(field);
    }

    /// The kind of a field.
    public FieldKind kind(int field) {
        return fields.kind(field);
    }

    /// The 64 bits of a value that is no object: of a double its raw bits, of a boolean 0 or 1.
    public long bits(int field) {
        return values[field];
    }

    /// The value of a LONG or UNSIGNED field.
    public long longValue(int field) {
        return values[field];
    }

    /// The value of a BOOLEAN field.
    public boolean booleanValue(int field) {
        return values[field] != 0;
    }

    /// The value of a DOUBLE field; of another number converted; NaN of what is no number.
    public double doubleValue(int field) {
        return Values.toDouble(kind(field), values[field]);
    }

    /// The value of a TEXT field.
    public String text(int field) {
        return (String) object(field);
    }

    /// The value of a HISTOGRAM field.
    public NativeHistogram histogram(int field) {
        return (NativeHistogram) object(field);
    }

    private Object object(int field) {
        Object object = objects == null ? null : objects[field];
        if (object == null) {
            throw new IllegalStateException("field " + key(field) + " is " + kind(field) + ", not an object");
        }
        return object;
    }

    /// The value of a field as an object: Double, Long, [Unsigned], Boolean, String or [NativeHistogram]; null where
    /// there is no such field. Convenient, and too slow for a hot path.
    public @Nullable Object field(String key) {
        int field = fields.indexOf(key);
        return field < 0 ? null : value(field);
    }

    /// The value of the field at an index as an object, as [#field(String)] gives it.
    public Object value(int field) {
        return kind(field).isObject() ? object(field) : Values.boxed(kind(field), values[field]);
    }

    /// All fields as objects, in their order. Convenient, and too slow for a hot path.
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            map.put(key(i), value(i));
        }
        return map;
    }

    /// Whether this is Prometheus' sign that the series has ended.
    public boolean isStale() {
        return size() > 0 && kind(0) == FieldKind.DOUBLE && values[0] == STALE_BITS;
    }

    /// In a form like line protocol, for logs and failed assertions.
    @Override
    public String toString() {
        return series + " " + toMap() + " " + epochNanos;
    }
}
