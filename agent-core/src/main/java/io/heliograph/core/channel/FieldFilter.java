package io.heliograph.core.channel;

import io.heliograph.api.GlobList;
import io.heliograph.api.MetricBatch;

/// Lets fields pass by their keys: `fieldinclude` and `fieldexclude`. Good for any thread.
///
/// @param include one of these must match, where there are any
/// @param exclude none of these may match
public record FieldFilter(GlobList include, GlobList exclude) {
    /// Whether a field passes.
    public boolean passes(String key) {
        return (include.isEmpty() || include.matches(key)) && !(!exclude.isEmpty() && exclude.matches(key));
    }

    /// Takes the fields that do not pass out of an open row.
    public void apply(MetricBatch.Builder row) {
        for (int field = row.fieldCount() - 1; field >= 0; field--) {
            String key = row.key(field);
            if (!passes(key)) {
                row.remove(key);
            }
        }
    }
}
