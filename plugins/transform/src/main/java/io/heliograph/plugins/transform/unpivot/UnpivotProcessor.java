package io.heliograph.plugins.transform.unpivot;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.shape.DerivedSeries;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.unpivot.UnpivotConfig.Place;

/// Makes a row of its own out of every field.
public final class UnpivotProcessor implements Processor {
    private final UnpivotConfig config;

    /// As configured; the host makes it.
    public UnpivotProcessor(UnpivotConfig config, PluginContext context) {
        this.config = config;
    }

    @Override
    public Plan plan(Series series) {
        boolean asName = config.useFieldnameAs() == Place.METRIC;
        String tagKey = config.tagKey();
        return Plan.each(new Unpivoting(
                new DerivedSeries(key -> asName ? series.renamed(key) : series.with(tagKey, key)), config.valueKey()));
    }

    private record Unpivoting(DerivedSeries series, String valueKey) implements Plan.Step {
        @Override
        public void apply(Metric metric, Accumulator out) {
            for (int field = 0; field < metric.size(); field++) {
                Row row = out.row(series.of(metric.key(field)))
                        .atExactly(metric.epochNanos())
                        .type(metric.type())
                        .detail(metric.detail());
                Draft.put(row, valueKey, metric, field);
                row.emit();
            }
        }
    }
}
