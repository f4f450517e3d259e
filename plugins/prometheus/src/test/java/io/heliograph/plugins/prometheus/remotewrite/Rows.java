package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.Detail;
import io.heliograph.api.FieldKind;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// Puts batches together.
final class Rows {
    private final MetricBatch.Builder rows = new MetricBatch.Builder();
    private ValueType type = ValueType.UNTYPED;
    private long millis;
    private @Nullable Detail detail;

    /// Of the rows that follow.
    Rows of(ValueType type) {
        this.type = type;
        return this;
    }

    /// Of the rows that follow.
    Rows at(long epochMillis) {
        this.millis = epochMillis;
        return this;
    }

    /// Of the rows that follow.
    Rows with(@Nullable Detail detail) {
        this.detail = detail;
        return this;
    }

    /// A row of one field.
    ///
    /// @param tags key, value, key, value …
    Rows row(String name, String field, Object value, String... tags) {
        return row(Series.of(name, tags), field, value);
    }

    /// @param pairs field, value, field, value …
    Rows row(Series series, Object... pairs) {
        rows.open();
        rows.detail(detail);
        for (int i = 0; i < pairs.length; i += 2) {
            put((String) pairs[i], pairs[i + 1]);
        }
        rows.close(series, rows.fieldSet(), 1_000_000 * millis, type);
        return this;
    }

    private void put(String field, Object value) {
        switch (value) {
            case Double number -> rows.put(field, FieldKind.DOUBLE, Double.doubleToRawLongBits(number));
            case Long number -> rows.put(field, FieldKind.LONG, number.longValue());
            case Integer number -> rows.put(field, FieldKind.LONG, (long) number);
            case Boolean truth -> rows.put(field, FieldKind.BOOLEAN, truth ? 1L : 0L);
            case NativeHistogram histogram -> rows.put(field, FieldKind.HISTOGRAM, histogram);
            default -> rows.put(field, FieldKind.TEXT, value);
        }
    }

    MetricBatch seal() {
        return rows.seal();
    }
}
