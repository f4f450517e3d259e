package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.naming.Naming;
import org.jspecify.annotations.Nullable;

/// `metric_version = 1`: the measurement is the family; the fields `counter`, `gauge` and `value` take its name,
/// others are added to it. Of a histogram or summary, fields are bounds or quantiles. Truth values are left out.
///
/// Texts are shown as labels and do not make another series: where a text changes, the series has another label from
/// then on.
final class FamilyTranslation extends Translation {
    private static final String SUM = "sum";
    private static final String COUNT = "count";

    FamilyTranslation(Naming naming, MetricTypes types, boolean textsAreLabels) {
        super(naming, types, textsAreLabels);
    }

    @Override
    String nothingToShow() {
        return "no field with a number (with metric_version = 2 truth values are shown too)";
    }

    @Override
    void add(MetricBatch batch, int row, Exposure into, long nowNanos) {
        if (Naming.isGrouped(batch.type(row))) {
            addGroup(batch, row, into, nowNanos);
        } else {
            addValues(batch, row, into, nowNanos);
        }
    }

    @Override
    @Nullable
    String metric(String measurement, String field, ValueType type) {
        return naming.family(measurement, field, type);
    }

    private void addValues(MetricBatch batch, int row, Exposure into, long nowNanos) {
        Shape shape = shape(batch, row);
        TagSet labels = withTexts(shape.labels(), batch, row);
        FieldSet fields = shape.fields();
        for (int i = 0; i < fields.size(); i++) {
            String name = shape.metrics()[i];
            if (!isNumber(fields.kind(i))) {
                continue;
            }
            if (name == null) {
                refuseName(batch, row, i, into);
            } else {
                addValue(batch, row, name, batch.doubleValue(row, i), shape, labels, into, nowNanos);
            }
        }
    }

    private void addValue(
            MetricBatch batch,
            int row,
            String name,
            double value,
            Shape shape,
            TagSet labels,
            Exposure into,
            long nowNanos) {
        if (isEnd(value)) {
            into.forget(name, shape.labels());
            return;
        }
        ValueType type = type(name, shape.type());
        Exposed member = into.member(name, type, shape.labels(), labels, batch.epochNanos(row), nowNanos);
        if (member != null) {
            member.value = value;
        }
    }

    private void addGroup(MetricBatch batch, int row, Exposure into, long nowNanos) {
        Shape shape = shape(batch, row);
        String obstacle = obstacle(batch, row, Naming.reserved(shape.type()));
        if (obstacle != null) {
            into.refuse(obstacle);
            return;
        }
        String name = shape.metrics()[0];
        if (name == null) {
            refuseName(batch, row, 0, into);
        } else if (hasEnded(batch, row)) {
            into.forget(name, shape.labels());
        } else {
            TagSet labels = withTexts(shape.labels(), batch, row);
            Exposed member = into.member(name, shape.type(), shape.labels(), labels, batch.epochNanos(row), nowNanos);
            if (member != null) {
                putAll(batch, row, member, into);
            }
        }
    }

    private static @Nullable String obstacle(MetricBatch batch, int row, @Nullable String reserved) {
        FieldSet fields = batch.fields(row);
        boolean any = false;
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.key(i);
            any |= isNumber(fields.kind(i)) && (field.equals(SUM) || field.equals(COUNT) || isMark(field));
        }
        if (any && (reserved == null || !batch.series(row).tags().has(reserved))) {
            return null;
        }
        return "a histogram or summary in the form of metric_version = 2, and this page is made with 1";
    }

    private static boolean isMark(String field) {
        return !Double.isNaN(Naming.number(field));
    }

    private static boolean hasEnded(MetricBatch batch, int row) {
        FieldSet fields = batch.fields(row);
        for (int i = 0; i < fields.size(); i++) {
            if (isNumber(fields.kind(i)) && isEnd(batch.doubleValue(row, i))) {
                return true;
            }
        }
        return false;
    }

    /// A row has all parts, so parts that it does not have are gone.
    private static void putAll(MetricBatch batch, int row, Exposed member, Exposure into) {
        if (put(batch, row, member, into) < member.parts.size()) {
            into.clearParts(member);
            put(batch, row, member, into);
        }
    }

    /// Sets what a row tells; how many parts that are.
    private static int put(MetricBatch batch, int row, Exposed member, Exposure into) {
        FieldSet fields = batch.fields(row);
        int parts = 0;
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.key(i);
            double value = batch.doubleValue(row, i);
            if (!isNumber(fields.kind(i))) {
                continue;
            }
            if (field.equals(SUM)) {
                member.sum = value;
            } else if (field.equals(COUNT)) {
                member.count(value);
            } else if (isMark(field)) {
                into.part(member, Naming.number(field), value);
                parts++;
            }
        }
        return parts;
    }
}
