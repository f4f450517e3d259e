package io.heliograph.plugins.transform.clone;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.shape.Overrides;

/// Emits every row twice: with another name and other tags, and as it came.
public final class CloneProcessor implements Processor {
    private final Overrides overrides;

    /// As configured; the host makes it.
    public CloneProcessor(CloneConfig config, PluginContext context) {
        this.overrides = config.overrides();
    }

    @Override
    public Plan plan(Series series) {
        Series changed = overrides.of(series);
        return Plan.each((metric, out) -> {
            out.row(changed).copy(metric).emit();
            out.pass(metric);
        });
    }
}
