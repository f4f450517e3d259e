package io.heliograph.plugins.transform.override;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.shape.Overrides;

/// Gives everything that passes another name and other tags. Decided once per series: a row costs nothing.
public final class OverrideProcessor implements Processor {
    private final Overrides overrides;

    /// As configured; the host makes it.
    public OverrideProcessor(OverrideConfig config, PluginContext context) {
        this.overrides = config.overrides();
    }

    @Override
    public Plan plan(Series series) {
        Series changed = overrides.of(series);
        return changed == series ? Plan.KEEP : Plan.become(changed);
    }
}
