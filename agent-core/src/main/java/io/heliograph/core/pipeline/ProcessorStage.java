package io.heliograph.core.pipeline;

import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// A processor with its filter.
public final class ProcessorStage extends Stage {
    private final Processor processor;
    private final MetricFilter filter;
    private final boolean dropOnError;
    private final StageCounts counts;

    /// @param dropOnError `on_error = "drop"`: a row that the processor fails on is dropped instead of passed unchanged
    public ProcessorStage(
            String name, Processor processor, MetricFilter filter, boolean dropOnError, StageCounts counts) {
        super(name);
        this.processor = processor;
        this.filter = filter;
        this.dropOnError = dropOnError;
        this.counts = counts;
    }

    /// What is to be done with rows of a series.
    ///
    /// @param series the identity to go on under; null where the rows are dropped
    /// @param step looks at every row; null where none is needed
    record Verdict(@Nullable Series series, @Nullable Step step) {
        static final Verdict DROPPED = new Verdict(null, null);
    }

    /// The filter's fields and the plugin's step, as one. Either may be missing.
    ///
    /// @param maskFields whether the filter takes fields away
    /// @param plugin the plugin's own
    record Step(boolean maskFields, Plan.@Nullable Step plugin) {}

    Verdict verdict(Series series) {
        if (isStuck() || !filter.selects(series)) {
            return new Verdict(series, null);
        }
        Series seen = filter.keep(series);
        boolean masks = filter.fields() != null;
        return switch (processor.plan(seen)) {
            case Plan.Keep keep -> new Verdict(seen, masks ? new Step(true, null) : null);
            case Plan.Drop drop -> Verdict.DROPPED;
            case Plan.Become become -> new Verdict(become.series(), masks ? new Step(true, null) : null);
            case Plan.Each each -> new Verdict(seen, new Step(masks, each.step()));
        };
    }

    /// What becomes of a series, or a row, that the plugin threw at.
    boolean dropsOnError() {
        return dropOnError;
    }

    /// Runs the step on a row.
    void apply(Step step, Metric metric, StepAccumulator out) throws Exception {
        Metric masked = step.maskFields ? out.masked(metric, filter.fields()) : metric;
        if (masked == null) {
            return;
        }
        if (step.plugin == null) {
            out.pass(masked);
        } else {
            step.plugin.apply(masked, out);
        }
    }

    @Override
    StageCounts counts() {
        return counts;
    }
}
