package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
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

    private final List<Group> groups = new ArrayList<>();

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
            case VALUE -> valueField(type);
            case BUCKET, BOUNDLESS_BUCKET, QUANTILE -> bound;
            case SUM -> SUM;
            case COUNT -> COUNT;
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
            Entry.Meaning meaning = samples.entries[i].meaning;
            if (meaning.group() != null) {
                link(meaning.group(), i, samples, pass);
            } else if (!Double.isNaN(samples.values[i])) {
                Row row = at(out.row(meaning.series()), samples.epochMillis[i]);
                row.type(meaning.type()).put(meaning.field(), samples.values[i]).emit();
            }
        }
        groups.forEach(group -> emit(group, samples, out));
        groups.clear();
    }

    private void link(Group group, int sample, Samples samples, int pass) {
        if (group.open(pass)) {
            groups.add(group);
            group.first = sample;
        } else {
            samples.next[group.last] = sample;
        }
        samples.next[sample] = -1;
        group.last = sample;
        if (samples.epochMillis[sample] != Samples.NO_TIME) {
            group.epochMillis = samples.epochMillis[sample];
        }
    }

    private static void emit(Group group, Samples samples, Accumulator out) {
        Row row = at(out.row(group.series), group.epochMillis)
                .type(group.family.type())
                .put(COUNT, 0.0)
                .put(SUM, 0.0);
        for (int i = group.first; i >= 0; i = samples.next[i]) {
            Entry.Meaning meaning = samples.entries[i].meaning;
            if (meaning.role() != Role.QUANTILE || !Double.isNaN(samples.values[i])) {
                row.put(meaning.field(), samples.values[i]);
            }
        }
        row.emit();
    }

    private static Row at(Row row, long millis) {
        return millis == Samples.NO_TIME ? row : row.atExactly(1_000_000 * millis);
    }
}
