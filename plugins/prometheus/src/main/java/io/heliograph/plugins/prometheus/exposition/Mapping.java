package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;

/// How samples become rows: Telegraf's `metric_version`.
sealed interface Mapping permits FamilyMapping, SampleMapping, ValueMapping {
    /// Whose names, and whether what is missing is filled in.
    Convention convention();

    /// Whether each sample stands for itself, whatever family it belongs to.
    default boolean isPlain() {
        return false;
    }

    /// The tags of the row of a plain sample.
    default TagSet plainTags(String name, TagSet labels) {
        return labels;
    }

    /// The measurement of the rows of a family.
    String measurement(Family family);

    /// The tags of a row that a bucket or quantile goes into.
    ///
    /// @param labels without `le` or `quantile`
    /// @param label `le` or `quantile`
    /// @param bound its value, in the convention's form
    TagSet tags(TagSet labels, String label, String bound);

    /// The field key of a sample.
    ///
    /// @param bound of a bucket, quantile or state
    String field(Family family, ValueType type, Role role, String bound);

    /// Emits the rows of a pass.
    void emit(Samples samples, int pass, Accumulator out);

    /// Emits the sign that a series has ended.
    ///
    /// @param stale the value of such a row
    /// @param millis its time, or [Samples#NO_TIME]
    default void emitMarker(Entry meaning, double stale, long millis, Accumulator out) {
        Row row = out.row(meaning.series()).type(meaning.type()).put(meaning.field(), stale);
        (millis == Samples.NO_TIME ? row : row.atExactly(1_000_000 * millis)).emit();
    }
}
