package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How rows become series of Prometheus: the two ways of Telegraf. Used under the lock of the [Exposure].
abstract sealed class Translation permits FamilyTranslation, SampleTranslation {
    final Naming naming;
    private final MetricTypes types;
    private final boolean textsAreLabels;
    private final Map<Series, Shape> known = new HashMap<>();

    /// What the tags and fields of a series come to. Worked out once, and good until the series has other fields.
    ///
    /// @param labels made of the tags
    /// @param metrics the valid names that the fields have, null for one that has none
    record Shape(
            ValueType type,
            FieldSet fields,
            TagSet labels,
            @Nullable String[] metrics) {}

    Translation(Naming naming, MetricTypes types, boolean textsAreLabels) {
        this.naming = naming;
        this.types = types;
        this.textsAreLabels = textsAreLabels;
    }

    /// Adds one row: asks the exposure for the series of its fields, or tells it why there is none.
    abstract void add(MetricBatch batch, int row, Exposure into, long nowNanos);

    /// Why a row is rejected of which no field was even tried.
    abstract String nothingToShow();

    ValueType type(String name, ValueType own) {
        return types.of(name, own);
    }

    /// Keeps what is known of series in proportion to those that are exposed: series that are gone must not be held.
    void trim(int exposed) {
        if (known.size() > 2 * exposed + 1024) {
            known.clear();
        }
    }

    /// What a row's series comes to.
    Shape shape(MetricBatch batch, int row) {
        Series series = batch.series(row);
        ValueType type = batch.type(row).basic();
        FieldSet fields = batch.fields(row);
        Shape before = known.get(series);
        if (before != null && before.type == type && before.fields.equals(fields)) {
            return before;
        }
        Shape made = new Shape(
                type,
                fields,
                naming.labels(series.tags(), Naming.reserved(type)),
                metrics(series.name(), fields, type));
        known.put(series, made);
        return made;
    }

    private @Nullable String[] metrics(String measurement, FieldSet fields, ValueType type) {
        @Nullable String[] metrics = new String[fields.size()];
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = metric(measurement, fields.key(i), type);
        }
        return metrics;
    }

    /// The name of the metric that a field makes; null where nothing of it is left.
    abstract @Nullable String metric(String measurement, String field, ValueType type);

    /// Notes that a field's metric cannot have a name.
    static void refuseName(MetricBatch batch, int row, int field, Exposure into) {
        String measurement = batch.series(row).name();
        into.refuse("no name for Prometheus: '" + measurement + "' with the field '"
                + batch.fields(row).key(field) + "'");
    }

    /// Labels with those that the texts of a row make, where they are wanted. A tag wins over a text.
    TagSet withTexts(TagSet labels, MetricBatch batch, int row) {
        TagSet all = labels;
        FieldSet fields = batch.fields(row);
        for (int i = 0; textsAreLabels && i < fields.size(); i++) {
            if (fields.kind(i) == FieldKind.TEXT) {
                all = naming.with(all, fields.key(i), batch.text(row, i), Naming.reserved(batch.type(row)));
            }
        }
        return all;
    }

    static boolean isNumber(FieldKind kind) {
        return kind == FieldKind.DOUBLE || kind == FieldKind.LONG || kind == FieldKind.UNSIGNED;
    }

    /// Whether a value is the sign that the series has ended.
    static boolean isEnd(double value) {
        return Double.doubleToRawLongBits(value) == Metric.STALE_BITS;
    }
}
