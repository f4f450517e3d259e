package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How rows become series of Prometheus: the two ways of Telegraf.
abstract sealed class Translation permits FamilyTranslation, SampleTranslation {
    static final String BOUND = "le";
    static final String QUANTILE = "quantile";

    final Names names;
    private final MetricTypes types;
    private final boolean textsAreLabels;

    Translation(Names names, MetricTypes types, boolean textsAreLabels) {
        this.names = names;
        this.types = types;
        this.textsAreLabels = textsAreLabels;
    }

    /// Adds one row.
    abstract void add(MetricBatch batch, int row, Exposure into, long nowNanos);

    ValueType type(String name, ValueType own) {
        return types.of(name, own);
    }

    /// The labels of a row: its tags but for one, and its texts where they are wanted.
    TagSet labels(MetricBatch batch, int row, @Nullable String leftOut) {
        Map<String, String> labels = new TreeMap<>();
        TagSet tags = batch.series(row).tags();
        for (int i = 0; i < tags.size(); i++) {
            if (!tags.key(i).equals(leftOut)) {
                put(labels, tags.key(i), tags.value(i));
            }
        }
        FieldSet fields = batch.fields(row);
        for (int i = 0; textsAreLabels && i < fields.size(); i++) {
            if (fields.kind(i) == FieldKind.TEXT && !fields.key(i).equals(leftOut)) {
                put(labels, fields.key(i), batch.text(row, i));
            }
        }
        return TagSet.of(labels);
    }

    private void put(Map<String, String> labels, String key, String value) {
        String name = names.label(key);
        if (name != null) {
            labels.putIfAbsent(name, value);
        }
    }

    static boolean isNumber(FieldKind kind) {
        return kind == FieldKind.DOUBLE || kind == FieldKind.LONG || kind == FieldKind.UNSIGNED;
    }

    /// A number that a field's key or a tag stands for, or null.
    static @Nullable Double number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return switch (text) {
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.valueOf(text);
            };
        } catch (NumberFormatException other) {
            return null;
        }
    }
}
