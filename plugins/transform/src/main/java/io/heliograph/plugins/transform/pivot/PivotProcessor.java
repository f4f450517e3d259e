package io.heliograph.plugins.transform.pivot;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.shape.Draft;

/// Turns the value of a tag into the key of a field, and the tag away. Rows without the tag or the field stay as they
/// are.
public final class PivotProcessor implements Processor {
    private final String tagKey;
    private final String valueKey;

    /// As configured; the host makes it.
    public PivotProcessor(PivotConfig config, PluginContext context) {
        this.tagKey = config.tagKey();
        this.valueKey = config.valueKey();
    }

    @Override
    public Plan plan(Series series) {
        String key = series.tag(tagKey);
        return key == null ? Plan.KEEP : Plan.each(new Pivoting(series.without(tagKey), key));
    }

    private final class Pivoting implements Plan.Step {
        private final Series target;
        private final String key;
        private final Draft draft = new Draft();

        Pivoting(Series target, String key) {
            this.target = target;
            this.key = key;
        }

        @Override
        public void apply(Metric metric, Accumulator out) {
            int field = metric.fields().indexOf(valueKey);
            if (field < 0) {
                out.pass(metric);
                return;
            }
            draft.load(metric);
            draft.rename(field, key);
            draft.emit(out, target);
        }
    }
}
