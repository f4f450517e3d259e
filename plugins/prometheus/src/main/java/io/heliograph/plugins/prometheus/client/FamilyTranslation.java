package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// `metric_version = 1`: the measurement is the family; the fields `counter`, `gauge` and `value` take its name, others are added to
/// it. Of a histogram or summary, fields are bounds or quantiles. Truth values are left out.
final class FamilyTranslation extends Translation {
    FamilyTranslation(Names names, MetricTypes types, boolean textsAreLabels) {
        super(names, types, textsAreLabels);
    }

    @Override
    void add(MetricBatch batch, int row, Exposure into, long nowNanos) {
        TagSet labels = labels(batch, row, null);
        switch (batch.type(row)) {
            case HISTOGRAM, SUMMARY -> addGroup(batch, row, labels, into, nowNanos);
            case COUNTER, GAUGE, UNTYPED -> addValues(batch, row, labels, into, nowNanos);
        }
    }

    private void addValues(MetricBatch batch, int row, TagSet labels, Exposure into, long nowNanos) {
        FieldSet fields = batch.fields(row);
        ValueType type = batch.type(row);
        for (int i = 0; i < fields.size(); i++) {
            String name = isNumber(fields.kind(i)) ? names.metric(name(batch.series(row).name(), fields.key(i), type)) : null;
            Exposed member = name == null ? null : into.member(name, type(name, type), labels, batch.epochNanos(row), nowNanos);
            if (member != null) {
                member.value = batch.doubleValue(row, i);
            }
        }
    }

    private static String name(String measurement, String field, ValueType type) {
        boolean same = field.equals("value")
                || type == ValueType.COUNTER && field.equals("counter")
                || type == ValueType.GAUGE && field.equals("gauge");
        return same ? measurement : measurement + "_" + field;
    }

    private void addGroup(MetricBatch batch, int row, TagSet labels, Exposure into, long nowNanos) {
        String name = names.metric(batch.series(row).name());
        @Nullable Exposed member =
                name == null ? null : into.member(name, type(name, batch.type(row)), labels, batch.epochNanos(row), nowNanos);
        if (member == null) {
            return;
        }
        member.parts.clear(); // a row has all of them
        FieldSet fields = batch.fields(row);
        for (int i = 0; i < fields.size(); i++) {
            if (isNumber(fields.kind(i))) {
                put(member, fields.key(i), batch.doubleValue(row, i));
            }
        }
    }

    private static void put(Exposed member, String field, double value) {
        Double bound = number(field);
        if (field.equals("sum")) {
            member.sum = value;
        } else if (field.equals("count")) {
            member.count = value;
        } else if (bound != null) {
            member.parts.put(bound, value);
        }
    }
}
