package io.heliograph.plugins.transform.shape;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.Series;

/// Changes the fields of rows and emits them under one series, which is resolved once. Rows without a field that the
/// change touches are copied as they are. Confined to one thread.
public final class FieldStep implements Plan.Step {
    private final Series target;
    private final FieldChange change;
    private final FieldGate touched;
    private final Draft draft = new Draft();

    /// @param target the series that rows go on under
    /// @param change what happens to their fields
    public FieldStep(Series target, FieldChange change) {
        this.target = target;
        this.change = change;
        this.touched = new FieldGate(change::touches);
    }

    @Override
    public void apply(Metric metric, Accumulator out) {
        if (!touched.test(metric.fields())) {
            out.row(target).copy(metric).emit();
            return;
        }
        draft.load(metric);
        change.change(draft);
        draft.emit(out, target);
    }
}
