package io.heliograph.core.pipeline;

import io.heliograph.api.GlobList;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.FieldFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The filters that any plugin's table may have, in Telegraf's order: first a row is selected by its name, then by
/// its tags; a selected row loses fields, then tags.
///
/// @param namePass one of these must match, where there are any
/// @param nameDrop none of these may match
/// @param tagPass any of these tags must match, where there are any
/// @param tagDrop none of these tags may match
/// @param fields which fields go on; null for all
/// @param tagInclude only these tags go on, where there are any
/// @param tagExclude these tags do not go on
public record MetricFilter(
        GlobList namePass,
        GlobList nameDrop,
        Map<String, GlobList> tagPass,
        Map<String, GlobList> tagDrop,
        @Nullable FieldFilter fields,
        GlobList tagInclude,
        GlobList tagExclude) {
    /// Lets everything pass as it is.
    public static final MetricFilter NONE =
            new MetricFilter(GlobList.NONE, GlobList.NONE, Map.of(), Map.of(), null, GlobList.NONE, GlobList.NONE);

    /// Whether rows of a series are concerned at all.
    public boolean selects(Series series) {
        return passesName(series.name())
                && (tagPass.isEmpty() || matchesAny(tagPass, series))
                && !matchesAny(tagDrop, series);
    }

    private boolean passesName(String name) {
        return (namePass.isEmpty() || namePass.matches(name)) && !nameDrop.matches(name);
    }

    private static boolean matchesAny(Map<String, GlobList> patterns, Series series) {
        for (Map.Entry<String, GlobList> pattern : patterns.entrySet()) {
            String value = series.tag(pattern.getKey());
            if (value != null && pattern.getValue().matches(value)) {
                return true;
            }
        }
        return false;
    }

    /// The series with the tags that go on. Where no filter is for tags, nobody looks at them.
    public Series keep(Series series) {
        return keepsTags() ? series : series.tagged(keep(series.tags()));
    }

    private boolean keepsTags() {
        return tagInclude.isEmpty() && tagExclude.isEmpty();
    }

    /// The tags that go on.
    public TagSet keep(TagSet tags) {
        if (keepsTags()) {
            return tags;
        }
        TagSet kept = tags;
        for (int i = 0; i < tags.size(); i++) {
            String key = tags.key(i);
            boolean passes = (tagInclude.isEmpty() || tagInclude.matches(key)) && !tagExclude.matches(key);
            kept = passes ? kept : kept.without(key);
        }
        return kept;
    }
}
