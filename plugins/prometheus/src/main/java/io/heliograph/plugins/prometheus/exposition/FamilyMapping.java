package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Row;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;

/// `metric_version = 1`: the family is the measurement; fields are `counter`, `gauge` or `value`, and of a histogram
/// or summary `count`, `sum` and one for each bound or quantile.
///
/// The samples of one group may stand anywhere in the text: they are linked in the order of their coming, then each
/// group is a row.
final class FamilyMapping implements Mapping {
    private static final String SUM = "sum";
    private static final String COUNT = "count";

    private final Convention convention;
    private final boolean openMetrics;
    private final List<Group> groups = new ArrayList<>();

    FamilyMapping(Convention convention, boolean openMetrics) {
        this.convention = convention;
        this.openMetrics = openMetrics;
    }

    @Override
    public Convention convention() {
        return convention;
    }

    @Override
    public String measurement(Family family) {
        return family.name;
    }

    @Override
    public TagSet tags(TagSet labels, String label, String bound) {
        return labels;
    }

    @Override
    public String field(Family family, ValueType type, Role role, String bound) {
        return switch (role) {
            case VALUE, CREATED, NOWHERE -> valueField(type);
            case BUCKET, BOUNDLESS_BUCKET, QUANTILE, STATE -> bound;
            case SUM -> SUM;
            case COUNT -> COUNT;
            case INFO -> "info";
        };
    }

    private static String valueField(ValueType type) {
        return switch (type) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case UNTYPED, HISTOGRAM, SUMMARY, GAUGE_HISTOGRAM, INFO, STATE_SET -> "value";
        };
    }

    @Override
    public void emit(Samples samples, int pass, Accumulator out) {
        samples.link();
        for (int i = 0; i < samples.size(); i++) {
            Entry meaning = samples.entries[i];
            if (meaning.group() != null) {
                link(meaning.group(), i, samples, pass, out);
            } else if (!isLeftOut(i, samples)) {
                Row row = at(out.row(meaning.series()), samples.epochMillis[i]);
                row.type(SampleMapping.type(meaning, i, samples)).detail(Details.of(i, samples, pass));
                SampleMapping.put(row, meaning, i, samples);
                row.emit();
            }
        }
        for (Group group : groups) {
            emit(group, samples, pass, out);
        }
        groups.clear();
    }

    private void link(Group group, int sample, Samples samples, int pass, Accumulator out) {
        long millis = samples.epochMillis[sample];
        boolean opened = group.open(pass);
        if (opened) {
            groups.add(group);
        } else if ((openMetrics || convention == Convention.PROMETHEUS) && group.isOfAnotherTime(millis)) {
            emit(group, samples, pass, out);
            group.reopen();
            opened = true;
        }
        if (opened) {
            group.first = sample;
        } else {
            samples.next[group.last] = sample;
        }
        samples.next[sample] = -1;
        group.last = sample;
        if (millis != Samples.NO_TIME) {
            group.epochMillis = millis;
        }
    }

    private void emit(Group group, Samples samples, int pass, Accumulator out) {
        Row row = at(out.row(group.series), group.epochMillis)
                .type(group.family.type())
                .detail(Details.of(group, exemplars(group, samples), samples, pass));
        if (convention == Convention.TELEGRAF && group.family.type() != ValueType.STATE_SET) {
            fill(row, group, samples);
        }
        for (int i = group.first; i >= 0; i = samples.next[i]) {
            Entry meaning = samples.entries[i];
            if (meaning.role() != Role.QUANTILE || !isLeftOut(i, samples)) {
                SampleMapping.put(row, meaning, i, samples);
            }
        }
        row.emit();
    }

    private boolean isLeftOut(int sample, Samples samples) {
        return convention == Convention.TELEGRAF && SampleMapping.isNothing(sample, samples);
    }

    private void fill(Row row, Group group, Samples samples) {
        row.put(COUNT, 0.0);
        if (!openMetrics) {
            row.put(SUM, 0.0);
            return;
        }
        long startNanos = samples.startTimes.of(group);
        if (startNanos != 0) {
            row.put("created", startNanos / 1e9);
        }
    }

    private static List<Exemplar> exemplars(Group group, Samples samples) {
        if (samples.hasNoExemplars()) {
            return List.of();
        }
        List<Exemplar> all = new ArrayList<>();
        for (int i = group.first; i >= 0; i = samples.next[i]) {
            all.addAll(samples.exemplarsOf(i));
        }
        return all;
    }

    private static Row at(Row row, long millis) {
        return millis == Samples.NO_TIME ? row : row.atExactly(1_000_000 * millis);
    }
}
