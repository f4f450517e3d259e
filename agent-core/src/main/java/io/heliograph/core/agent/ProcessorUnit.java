package io.heliograph.core.agent;

import io.heliograph.api.Processor;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.OnError;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.ProcessorOptions;
import io.heliograph.core.pipeline.ProcessorStage;
import org.jspecify.annotations.Nullable;

/// One instance of a processor: there is one for the rows of inputs, and one for those of aggregators.
final class ProcessorUnit extends StageUnit<Processor> {
    private volatile @Nullable ProcessorStage stage;

    ProcessorUnit(
            Engine engine, PluginTable table, AgentSettings agent, UnitKey key, Runnable opened, Runnable shutdown) {
        super(engine, table, agent, key, "processor", opened, shutdown);
    }

    long order() {
        return ((ProcessorOptions) table.options()).order();
    }

    int sequence() {
        return table.sequence();
    }

    @Override
    void pluginOpened(Processor made) {
        ProcessorOptions options = (ProcessorOptions) table.options();
        boolean drops = options.onError() == OnError.DROP;
        stage = new ProcessorStage(table.displayName(), made, Derived.filter(options.filter()), drops, telemetry);
    }

    /// Its place in the pipeline, or null while it is not open.
    @Nullable
    ProcessorStage stage() {
        return stage;
    }
}
