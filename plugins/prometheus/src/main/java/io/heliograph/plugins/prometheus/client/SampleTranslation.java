package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;

/// `metric_version = 2`: each field is a sample `measurement_field`, of the measurement `prometheus` its field alone. Rows of a
/// histogram or summary hold some of its parts: `…_bucket` with the tag `le`, a quantile with the tag `quantile`, `…_sum`, `…_count`.
/// Truth values are 0 and 1.
final class SampleTranslation extends Translation {
    private static final String OWN = "prometheus";
    private static final String BUCKET = "_bucket";
    private static final String SUM = "_sum";
    private static final String COUNT = "_count";
    private static final String[] SUFFIXES = {BUCKET, SUM, COUNT};

    SampleTranslation(Names names, MetricTypes types, boolean textsAreLabels) {
        super(names, types, textsAreLabels);
    }

    @Override
    String nothingToShow() {
        return "no field with a number or a truth value";
    }

    @Override
    void add(MetricBatch batch, int row, Exposure into, long nowNanos) {
        TagSet labels = withTexts(tagLabels(batch, row), batch, row);
        FieldSet fields = batch.fields(row);
        for (int i = 0; i < fields.size(); i++) {
            FieldKind kind = fields.kind(i);
            if (isNumber(kind) || kind == FieldKind.BOOLEAN) {
                double value = kind == FieldKind.BOOLEAN ? batch.bits(row, i) : batch.doubleValue(row, i);
                add(batch, row, fields.key(i), value, labels, into, nowNanos);
            }
        }
    }

    private void add(MetricBatch batch, int row, String field, double value, TagSet labels, Exposure into, long nowNanos) {
        ValueType type = batch.type(row);
        boolean grouped = ExposedFamily.isGrouped(type);
        String wanted = name(batch.series(row).name(), field, grouped);
        String name = names.metric(wanted);
        if (name == null) {
            refuseName(wanted, into);
        } else if (isEnd(value)) {
            into.forget(name, labels);
        } else if (grouped) {
            addPart(batch, row, name, field, value, labels, into, nowNanos);
        } else {
            Exposed member = into.member(name, type(name, type), labels, labels, batch.epochNanos(row), nowNanos);
            if (member != null) {
                member.value = value;
            }
        }
    }

    private static void addPart(
            MetricBatch batch, int row, String name, String field, double value, TagSet labels, Exposure into, long nowNanos) {
        ValueType type = batch.type(row);
        boolean total = field.endsWith(SUM) || field.endsWith(COUNT);
        String reserved = type == ValueType.HISTOGRAM ? BOUND : QUANTILE;
        double mark = total ? 0 : number(batch.series(row).tag(reserved));
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

    private static String name(String measurement, String field, boolean grouped) {
        String bare = grouped ? stem(field) : field;
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
