package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// `metric_version = 1`: the measurement is the family; the fields `counter`, `gauge` and `value` take its name, others are added to
/// it. Of a histogram or summary, fields are bounds or quantiles. Truth values are left out.
///
/// Texts are shown as labels and do not make another series: where a text changes, the series has another label from then on.
final class FamilyTranslation extends Translation {
    private static final String SUM = "sum";
    private static final String COUNT = "count";

    FamilyTranslation(Names names, MetricTypes types, boolean textsAreLabels) {
        super(names, types, textsAreLabels);
    }

    @Override
    String nothingToShow() {
        return "no field with a number (with metric_version = 2 truth values are shown too)";
    }

    @Override
    void add(MetricBatch batch, int row, Exposure into, long nowNanos) {
        if (ExposedFamily.isGrouped(batch.type(row))) {
            addGroup(batch, row, into, nowNanos);
        } else {
            addValues(batch, row, into, nowNanos);
        }
    }

    private @Nullable String named(String name, Exposure into) {
        String valid = names.family(name);
        if (valid == null) {
            refuseName(name, into);
        }
        return valid;
    }

    private void addValues(MetricBatch batch, int row, Exposure into, long nowNanos) {
        TagSet key = tagLabels(batch, row);
        TagSet labels = withTexts(key, batch, row);
        FieldSet fields = batch.fields(row);
        ValueType type = batch.type(row);
        for (int i = 0; i < fields.size(); i++) {
            String name = isNumber(fields.kind(i)) ? named(name(batch.series(row).name(), fields.key(i), type), into) : null;
            if (name == null) {
                continue;
            }
            double value = batch.doubleValue(row, i);
            Exposed member = isEnd(value) ? null : into.member(name, type(name, type), key, labels, batch.epochNanos(row), nowNanos);
            if (member != null) {
                member.value = value;
            } else if (isEnd(value)) {
                into.forget(name, key);
            }
        }
    }

    private static String name(String measurement, String field, ValueType type) {
        boolean same = field.equals("value")
                || type == ValueType.COUNTER && field.equals("counter")
                || type == ValueType.GAUGE && field.equals("gauge");
        return same ? measurement : measurement + "_" + field;
    }

    private void addGroup(MetricBatch batch, int row, Exposure into, long nowNanos) {
        ValueType type = batch.type(row);
        String obstacle = obstacle(batch, row, reserved(type));
        if (obstacle != null) {
            into.refuse(obstacle);
            return;
        }
        TagSet key = tagLabels(batch, row);
        String name = named(batch.series(row).name(), into);
        if (name != null && hasEnded(batch, row)) {
            into.forget(name, key);
        } else if (name != null) {
            TagSet labels = withTexts(key, batch, row);
            Exposed member = into.member(name, type, key, labels, batch.epochNanos(row), nowNanos);
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
        return !Double.isNaN(number(field));
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
                into.part(member, number(field), value);
                parts++;
            }
        }
        return parts;
    }
}
