package io.heliograph.plugins.internal.discard;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.WriteResult;

/// Takes every batch and does nothing with it: for trying out inputs, and for measuring them.
public final class DiscardOutput implements Output {
    /// @param config has no options
    /// @param context not needed
    public DiscardOutput(DiscardConfig config, PluginContext context) {}

    @Override
    public WriteResult write(MetricBatch batch) {
        return WriteResult.ACCEPTED;
    }
}
