package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// `metric_version = 2`: each field is a sample `measurement_field`, of the measurement `prometheus` its field alone. Rows of a
/// histogram or summary hold some of its parts: `…_bucket` with the tag `le`, a quantile with the tag `quantile`, `…_sum`, `…_count`.
/// Truth values are 0 and 1.
final class SampleTranslation extends Translation {
    private static final String OWN = "prometheus";
    private static final String[] SUFFIXES = {"_bucket", "_sum", "_count"};

    SampleTranslation(Names names, MetricTypes types, boolean textsAreLabels) {
        super(names, types, textsAreLabels);
    }

    @Override
    void add(MetricBatch batch, int row, Exposure into, long nowNanos) {
        ValueType type = batch.type(row);
        TagSet labels = labels(batch, row, leftOut(type));
        FieldSet fields = batch.fields(row);
        for (int i = 0; i < fields.size(); i++) {
            FieldKind kind = fields.kind(i);
            if (isNumber(kind) || kind == FieldKind.BOOLEAN) {
                double value = kind == FieldKind.BOOLEAN ? batch.bits(row, i) : batch.doubleValue(row, i);
                add(batch, row, fields.key(i), value, labels, into, nowNanos);
            }
        }
    }

    private static @Nullable String leftOut(ValueType type) {
        return switch (type) {
            case HISTOGRAM -> BOUND;
            case SUMMARY -> QUANTILE;
            case COUNTER, GAUGE, UNTYPED -> null;
        };
    }

    private void add(
            MetricBatch batch, int row, String field, double value, TagSet labels, Exposure into, long nowNanos) {
        ValueType type = batch.type(row);
        String name = names.metric(name(batch.series(row).name(), field, type));
        Exposed member = name == null ? null : into.member(name, type(name, type), labels, batch.epochNanos(row), nowNanos);
        if (member == null) {
            return;
        }
        String bounded = leftOut(type);
        if (bounded == null) {
            member.value = value;
        } else if (field.endsWith("_sum")) {
            member.sum = value;
        } else if (field.endsWith("_count")) {
            member.count = value;
        } else {
            put(member, number(batch.series(row).tag(bounded)), value);
        }
    }

    private static void put(Exposed member, @Nullable Double bound, double value) {
        if (bound != null) {
            member.parts.put(bound, value);
        }
    }

    private static String name(String measurement, String field, ValueType type) {
        String bare = leftOut(type) == null ? field : stem(field);
        return measurement.equals(OWN) ? bare : measurement + "_" + bare;
    }

    private static String stem(String field) {
        for (String suffix : SUFFIXES) {
            if (field.endsWith(suffix)) {
                return field.substring(0, field.length() - suffix.length());
            }
        }
        return field;
    }
}
