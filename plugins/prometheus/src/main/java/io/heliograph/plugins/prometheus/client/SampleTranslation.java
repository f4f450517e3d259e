package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import org.jspecify.annotations.Nullable;

/// `metric_version = 2`: each field is a sample `measurement_field`, of the measurement `prometheus` its field alone.
/// Rows of a histogram or summary hold some of its parts: `…_bucket` with the tag `le`, a quantile with the tag
/// `quantile`, `…_sum`, `…_count`. Truth values are 0 and 1.
final class SampleTranslation extends Translation {
    private static final String BUCKET = "_bucket";
    private static final String SUM = "_sum";
    private static final String COUNT = "_count";
    private static final String[] SUFFIXES = {BUCKET, SUM, COUNT};

    SampleTranslation(Naming naming, MetricTypes types, boolean textsAreLabels) {
        super(naming, types, textsAreLabels);
    }

    @Override
    String nothingToShow() {
        return "no field with a number or a truth value";
    }

    @Override
    @Nullable
    String metric(String measurement, String field, ValueType type) {
        String bare = Naming.isGrouped(type) ? stem(field) : field;
        return naming.sample(measurement, bare);
    }

    @Override
    void add(MetricBatch batch, int row, Exposure into, long nowNanos) {
        Shape shape = shape(batch, row);
        TagSet labels = withTexts(shape.labels(), batch, row);
        FieldSet fields = shape.fields();
        for (int i = 0; i < fields.size(); i++) {
            FieldKind kind = fields.kind(i);
            String name = shape.metrics()[i];
            if (!isNumber(kind) && kind != FieldKind.BOOLEAN) {
                continue;
            }
            if (name == null) {
                refuseName(batch, row, i, into);
            } else {
                double value = kind == FieldKind.BOOLEAN ? batch.bits(row, i) : batch.doubleValue(row, i);
                add(batch, row, name, fields.key(i), value, labels, into, nowNanos);
            }
        }
    }

    private void add(
            MetricBatch batch,
            int row,
            String name,
            String field,
            double value,
            TagSet labels,
            Exposure into,
            long nowNanos) {
        ValueType type = batch.type(row).basic();
        if (isEnd(value)) {
            into.forget(name, labels);
        } else if (Naming.isGrouped(type)) {
            addPart(batch, row, name, field, value, labels, into, nowNanos);
        } else {
            Exposed member = into.member(name, type(name, type), labels, labels, batch.epochNanos(row), nowNanos);
            if (member != null) {
                member.value = value;
            }
        }
    }

    private static void addPart(
            MetricBatch batch,
            int row,
            String name,
            String field,
            double value,
            TagSet labels,
            Exposure into,
            long nowNanos) {
        ValueType type = batch.type(row).basic();
        boolean total = field.endsWith(SUM) || field.endsWith(COUNT);
        String reserved = type == ValueType.HISTOGRAM ? Naming.BOUND : Naming.QUANTILE;
        double mark = total ? 0 : Naming.number(batch.series(row).tag(reserved));
        if (Double.isNaN(mark) || !total && type == ValueType.HISTOGRAM && !field.endsWith(BUCKET)) {
            into.refuse("'" + field + "' is no part of a " + Names.word(type) + ", which are " + parts(type));
            return;
        }
        Exposed member = into.member(name, type, labels, labels, batch.epochNanos(row), nowNanos);
        if (member == null) {
            return;
        }
        if (field.endsWith(SUM)) {
            member.sum = value;
        } else if (field.endsWith(COUNT)) {
            member.count(value);
        } else {
            into.part(member, mark, value);
        }
    }

    private static String parts(ValueType type) {
        return type == ValueType.HISTOGRAM
                ? "x_bucket with a number in the tag le, x_sum and x_count"
                : "x with a number in the tag quantile, x_sum and x_count";
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
