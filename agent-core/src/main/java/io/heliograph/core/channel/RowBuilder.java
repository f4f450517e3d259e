package io.heliograph.core.channel;

import io.heliograph.api.Detail;
import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.Unsigned;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// The one open row of an accumulator, put together in the columns of its batch. What an emitted row becomes is the
/// accumulator's affair.
public abstract class RowBuilder implements Row {
    /// The columns that the row is put together in.
    protected MetricBatch.Builder rows;
    /// The identity of the open row.
    protected Series series = Series.of("");
    /// The time of the open row, where [#timed].
    protected long epochNanos;
    /// Whether the open row has a time.
    protected boolean timed;
    /// Whether that time is not to be rounded.
    protected boolean exact;
    /// The type of the open row.
    protected ValueType type = ValueType.UNTYPED;

    /// Puts rows together in columns of its own.
    protected RowBuilder() {
        this(new MetricBatch.Builder());
    }

    /// Puts rows together in these columns.
    protected RowBuilder(MetricBatch.Builder rows) {
        this.rows = rows;
    }

    /// Opens a row.
    public Row open(Series of) {
        series = of;
        timed = false;
        exact = false;
        type = ValueType.UNTYPED;
        rows.open();
        return this;
    }

    @Override
    public Row at(long nanos) {
        epochNanos = nanos;
        timed = true;
        return this;
    }

    @Override
    public Row atExactly(long nanos) {
        exact = true;
        return at(nanos);
    }

    @Override
    public Row type(ValueType valueType) {
        type = valueType;
        return this;
    }

    @Override
    public Row detail(@Nullable Detail detail) {
        rows.detail(detail);
        return this;
    }

    @Override
    public Row put(String key, double value) {
        rows.put(key, FieldKind.DOUBLE, Double.doubleToRawLongBits(value));
        return this;
    }

    @Override
    public Row put(String key, long value) {
        rows.put(key, FieldKind.LONG, value);
        return this;
    }

    @Override
    public Row put(String key, boolean value) {
        rows.put(key, FieldKind.BOOLEAN, value ? 1L : 0L);
        return this;
    }

    @Override
    public Row put(String key, String value) {
        rows.put(key, FieldKind.TEXT, value);
        return this;
    }

    @Override
    public Row put(String key, NativeHistogram value) {
        rows.put(key, FieldKind.HISTOGRAM, value);
        return this;
    }

    @Override
    public Row putUnsigned(String key, long bits) {
        rows.put(key, FieldKind.UNSIGNED, bits);
        return this;
    }

    @Override
    public Row putObject(String key, Object value) {
        return switch (value) {
            case Double number -> put(key, number.doubleValue());
            case Float number -> put(key, number.doubleValue());
            case Unsigned number -> putUnsigned(key, number.bits());
            case Long number -> put(key, number.longValue());
            case Number number -> put(key, number.longValue());
            case Boolean truth -> put(key, truth.booleanValue());
            case CharSequence text -> put(key, text.toString());
            case NativeHistogram histogram -> put(key, histogram);
            default ->
                throw new IllegalArgumentException(
                        "not a field value: " + value.getClass().getName());
        };
    }

    @Override
    public Row put(Metric metric, int field) {
        FieldKind kind = metric.kind(field);
        if (kind.isObject()) {
            rows.put(metric.key(field), kind, metric.value(field));
        } else {
            rows.put(metric.key(field), kind, metric.bits(field));
        }
        return this;
    }

    @Override
    public Row remove(String key) {
        rows.remove(key);
        return this;
    }

    @Override
    public Row copy(Metric metric) {
        rows.put(metric);
        return atExactly(metric.epochNanos()).type(metric.type()).detail(metric.detail());
    }
}
