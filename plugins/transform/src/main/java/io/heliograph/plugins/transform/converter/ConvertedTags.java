package io.heliograph.plugins.transform.converter;

import io.heliograph.api.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tags of a series become: the same for all of its rows.
///
/// @param series without the tags, and under the name that one of them gave
/// @param fields that tags became
/// @param epochNanos that a tag gave, or null
record ConvertedTags(
        Series series, Map<String, Object> fields, @Nullable Long epochNanos) {
    static ConvertedTags of(Series series, @Nullable Targets targets, Complaints complaints) {
        Series rest = series;
        Map<String, Object> fields = new LinkedHashMap<>();
        Long time = null;
        for (int i = 0; targets != null && i < series.tags().size(); i++) {
            String key = series.tags().key(i);
            String value = series.tags().value(i);
            Target target = targets.of(key);
            if (target == Target.TIMESTAMP) {
                Long found = complaints.time(targets, key, value);
                rest = found == null ? rest : rest.without(key);
                time = found == null ? time : found;
            } else if (target == Target.MEASUREMENT) {
                rest = rest.without(key).renamed(value);
            } else if (target != Target.NONE) {
                rest = rest.without(key);
                complaints.convert(target, key, value, fields);
            }
        }
        return new ConvertedTags(rest, fields, time);
    }

    /// Whether rows need no more than another identity.
    boolean isOfSeriesAlone() {
        return fields.isEmpty() && epochNanos == null;
    }
}
