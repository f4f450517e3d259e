package io.heliograph.plugins.transform.converter;

import io.heliograph.api.Accumulator;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.shape.FieldGate;
import io.heliograph.plugins.transform.shape.SeriesPool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Converts the fields of rows, and puts those that tags became. Confined to one thread.
final class FieldConversion implements Plan.Step {
    private final ConvertedTags tags;
    private final @Nullable Targets targets;
    private final Complaints complaints;
    private final FieldGate touched = new FieldGate(this::touches);
    private final Draft draft = new Draft();
    private final SeriesPool pool = new SeriesPool();

    // of the present row
    private Series series;
    private long epochNanos;

    FieldConversion(ConvertedTags tags, @Nullable Targets targets, Complaints complaints) {
        this.tags = tags;
        this.targets = targets;
        this.complaints = complaints;
        this.series = tags.series();
    }

    private boolean touches(FieldSet fields) {
        if (!tags.fields().isEmpty()) {
            return true;
        }
        for (int field = 0; targets != null && field < fields.size(); field++) {
            if (targets.of(fields.key(field)) != Target.NONE) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void apply(Metric metric, Accumulator out) {
        series = tags.series();
        epochNanos = tags.epochNanos() == null ? metric.epochNanos() : tags.epochNanos();
        draft.load(metric);
        if (touched.test(metric.fields())) {
            for (Map.Entry<String, Object> field : tags.fields().entrySet()) {
                draft.set(field.getKey(), field.getValue());
            }
            convertFields();
        }
        draft.emit(out, series == tags.series() ? series : pool.of(series), epochNanos);
    }

    private void convertFields() {
        int field = 0;
        while (targets != null && field < draft.size()) {
            int before = draft.size();
            convert(targets, field);
            field += draft.size() < before ? 0 : 1;
        }
    }

    private void convert(Targets of, int field) {
        String key = draft.key(field);
        Target target = of.of(key);
        switch (target) {
            case NONE -> {}
            case TIMESTAMP -> takeTime(of, field, key);
            case MEASUREMENT, TAG -> takeIdentity(target, field, key);
            case FLOAT, INTEGER, UNSIGNED, BOOLEAN, STRING, BASE64_FLOAT -> change(target, field, key);
        }
    }

    private void takeTime(Targets of, int field, String key) {
        Long time = complaints.time(of, key, draft.value(field));
        if (time != null) {
            epochNanos = time;
            draft.remove(field);
        }
    }

    private void takeIdentity(Target target, int field, String key) {
        Object text = complaints.converted(target, key, draft.value(field));
        if (text != null) {
            series = target == Target.MEASUREMENT ? series.renamed(text.toString()) : series.with(key, text.toString());
        }
        draft.remove(field);
    }

    private void change(Target target, int field, String key) {
        Object value = draft.value(field);
        Object converted = complaints.converted(target, key, value);
        if (converted == null) {
            draft.remove(field);
        } else if (converted != value) {
            draft.set(key, converted);
        }
    }
}
