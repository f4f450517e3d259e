package io.heliograph.plugins.aggregate.histogram;

import io.heliograph.api.Accumulator;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Metric;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The histograms of a series' fields. A bucket's row is shared by all fields that have this bucket.
final class SeriesHistograms {
    /// One bucket of one field.
    private record Cell(FieldHistogram field, int bucket) {}

    /// The row of a bucket.
    private record BucketRow(Series series, List<Cell> cells) {}

    private final Series series;
    private final Function<String, @Nullable FieldHistogram> histograms;
    private final boolean cumulative;
    private final Map<String, FieldHistogram> byField = new LinkedHashMap<>();
    private final Map<BucketTags, BucketRow> rows = new LinkedHashMap<>();
    private @Nullable FieldSet lastFields;
    private @Nullable FieldHistogram[] ofFields = new FieldHistogram[0];
    private long addedNanos;
    private boolean updated;

    /// @param histograms makes that of a field, null where it has none
    SeriesHistograms(Series series, Function<String, @Nullable FieldHistogram> histograms, boolean cumulative) {
        this.series = series;
        this.histograms = histograms;
        this.cumulative = cumulative;
    }

    /// Counts the fields of a row.
    ///
    /// @param nowNanos the present time
    void add(Metric metric, long nowNanos) {
        if (metric.fields() != lastFields) {
            ofFields = find(metric.fields());
            lastFields = metric.fields();
        }
        for (int field = 0; field < ofFields.length; field++) {
            FieldHistogram histogram = ofFields[field];
            if (histogram != null) {
                addedNanos = nowNanos;
                updated = true;
                count(histogram, metric, field);
            }
        }
    }

    /// As in Telegraf, unsigned integers are not counted.
    private static void count(FieldHistogram histogram, Metric metric, int field) {
        FieldKind kind = metric.kind(field);
        if (kind == FieldKind.DOUBLE || kind == FieldKind.LONG) {
            histogram.add(metric.doubleValue(field));
        }
    }

    private @Nullable FieldHistogram[] find(FieldSet fields) {
        @Nullable FieldHistogram[] found = new FieldHistogram[fields.size()];
        for (int field = 0; field < found.length; field++) {
            found[field] = histogram(fields.key(field));
        }
        return found;
    }

    private @Nullable FieldHistogram histogram(String field) {
        FieldHistogram known = byField.get(field);
        if (known != null) {
            return known;
        }
        FieldHistogram made = histograms.apply(field);
        if (made != null) {
            byField.put(field, made);
            for (int bucket = 0; bucket < made.buckets(); bucket++) {
                row(made.tags(bucket)).cells.add(new Cell(made, bucket));
            }
        }
        return made;
    }

    private BucketRow row(BucketTags tags) {
        return rows.computeIfAbsent(tags, of -> new BucketRow(of.on(series), new ArrayList<>(1)));
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    /// Whether there was a row since the last [#push].
    boolean isUpdated() {
        return updated;
    }

    /// When the last row came.
    long addedNanos() {
        return addedNanos;
    }

    /// Emits a row for each bucket.
    void push(Accumulator out) {
        updated = false;
        for (BucketRow bucket : rows.values()) {
            Row row = out.row(bucket.series);
            for (int i = 0; i < bucket.cells.size(); i++) {
                Cell cell = bucket.cells.get(i);
                row.put(cell.field.key(), sum(cell));
            }
            row.emit();
        }
    }

    private long sum(Cell cell) {
        if (!cumulative) {
            return cell.field.count(cell.bucket);
        }
        long sum = 0;
        for (int bucket = 0; bucket <= cell.bucket; bucket++) {
            sum += cell.field.count(bucket);
        }
        return sum;
    }
}
