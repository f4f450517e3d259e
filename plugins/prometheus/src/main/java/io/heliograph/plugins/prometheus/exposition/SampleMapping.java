package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;

/// `metric_version = 2`: a row for each sample, measurement `prometheus`, the sample's name as field key. Sum and
/// count of a histogram or summary share a row, and a histogram without a bucket for `+Inf` gets one from its count.
final class SampleMapping implements Mapping {
    static final String MEASUREMENT = "prometheus";

    private final List<Group> groups = new ArrayList<>();

    @Override
    public String measurement(Family family) {
        return MEASUREMENT;
    }

    @Override
    public TagSet tags(TagSet labels, String label, String bound) {
        return labels.with(label, bound);
    }

    @Override
    public String field(Family family, ValueType type, Role role, String bound) {
        return switch (role) {
            case VALUE, QUANTILE -> family.name;
            case BUCKET, BOUNDLESS_BUCKET -> family.bucketKey;
            case SUM -> family.sumKey;
            case COUNT -> family.countKey;
        };
    }

    @Override
    public void emit(Samples samples, int pass, Accumulator out) {
        for (int i = 0; i < samples.size(); i++) {
            Entry.Meaning meaning = samples.entries[i].meaning;
            double value = samples.values[i];
            long millis = samples.epochMillis[i];
            if (meaning.group() != null) {
                note(meaning.group(), meaning.role(), value, millis, pass);
            }
            boolean own = meaning.role() != Role.SUM && meaning.role() != Role.COUNT;
            if (own && (value == value || meaning.role() != Role.VALUE)) {
                row(out, meaning.series(), meaning.type(), millis)
                        .put(meaning.field(), value)
                        .emit();
            }
        }
        groups.forEach(group -> emit(group, out));
        groups.clear();
    }

    private static Row row(Accumulator out, Series series, ValueType type, long millis) {
        Row row = out.row(series).type(type);
        return millis == Samples.NO_TIME ? row : row.atExactly(1_000_000 * millis);
    }

    private void note(Group group, Role role, double value, long millis, int pass) {
        if (group.open(pass)) {
            groups.add(group);
        }
        if (millis != Samples.NO_TIME) {
            group.epochMillis = millis;
        }
        switch (role) {
            case SUM -> group.sum = value;
            case COUNT -> group.count = value;
            case BOUNDLESS_BUCKET -> group.hasBoundless = true;
            case VALUE, BUCKET, QUANTILE -> {}
        }
    }

    private static void emit(Group group, Accumulator out) {
        Family family = group.family;
        ValueType type = family.type();
        row(out, group.series, type, group.epochMillis)
                .put(family.countKey, group.count)
                .put(family.sumKey, group.sum)
                .emit();
        if (type == ValueType.HISTOGRAM && !group.hasBoundless) {
            row(out, boundless(group, out), type, group.epochMillis)
                    .put(family.bucketKey, group.count)
                    .emit();
        }
    }

    private static Series boundless(Group group, Accumulator out) {
        Series made = group.boundless;
        if (made == null) {
            made = out.series(MEASUREMENT, group.series.tags().with(Resolver.BOUND, "+Inf"));
            group.boundless = made;
        }
        return made;
    }
}
