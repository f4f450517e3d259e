package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;

/// `mapping = "kapacitor"`: a row for each sample, named as it is, with one field `value`. The name is a tag too, so
/// that scripts can work on it. Buckets and quantiles are not folded.
final class ValueMapping implements Mapping {
    private static final String VALUE = "value";
    private static final String NAME = "__name__";

    @Override
    public Convention convention() {
        return Convention.PROMETHEUS;
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public TagSet plainTags(String name, TagSet labels) {
        return labels.with(NAME, name);
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
        return VALUE;
    }

    @Override
    public void emit(Samples samples, int pass, Accumulator out) {
        for (int i = 0; i < samples.size(); i++) {
            Entry meaning = samples.entries[i];
            if (SampleMapping.isNothing(i, samples)) {
                continue;
            }
            Row row = out.row(meaning.series()).type(SampleMapping.type(meaning, i, samples));
            SampleMapping.put(row.detail(Details.of(i, samples, pass)), meaning, i, samples);
            long millis = samples.epochMillis[i];
            (millis == Samples.NO_TIME ? row : row.atExactly(1_000_000 * millis)).emit();
        }
    }
}
