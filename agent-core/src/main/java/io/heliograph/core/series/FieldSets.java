package io.heliograph.core.series;

import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The field sets of one accumulator, so that equal ones are one object. Confined to one thread.
///
/// Most rows have the fields that the previous row of their series had, which costs a comparison of references. The
/// table is emptied when it has grown past [#MOST], as field keys may be made of data.
public final class FieldSets {
    private static final int MOST = 10_000;

    private final Map<FieldSet, FieldSet> known = new HashMap<>();

    /// The field set of the open row.
    ///
    /// @param guess probably it, or null
    public FieldSet of(MetricBatch.Builder row, @Nullable FieldSet guess) {
        if (guess != null && row.matches(guess)) {
            return guess;
        }
        FieldSet made = row.fieldSet();
        FieldSet earlier = known.putIfAbsent(made, made);
        if (known.size() > MOST) {
            known.clear();
        }
        return earlier == null ? made : earlier;
    }
}
