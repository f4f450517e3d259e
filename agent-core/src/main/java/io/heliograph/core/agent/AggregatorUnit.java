package io.heliograph.core.agent;

import io.heliograph.api.Aggregator;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.AggregatorOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.pipeline.AggregatorStage;
import org.jspecify.annotations.Nullable;

/// An aggregator at work.
final class AggregatorUnit extends StageUnit<Aggregator> {
    private final AgentSettings agent;
    private volatile @Nullable AggregatorStage stage;

    AggregatorUnit(
            Engine engine, PluginTable table, AgentSettings agent, UnitKey key, Runnable opened, Runnable shutdown) {
        super(engine, table, agent, key, "aggregator", opened, shutdown);
        this.agent = agent;
    }

    @Override
    void pluginOpened(Aggregator made) {
        AggregatorOptions options = (AggregatorOptions) table.options();
        AggregatorStage.Settings settings = new AggregatorStage.Settings(
                options.period(),
                options.delay(),
                options.grace(),
                options.dropOriginal(),
                agent.roundInterval(),
                Derived.filter(options.filter()),
                Derived.naming(options.naming()),
                options.tags(),
                Derived.precision(null, agent, agent.interval()));
        stage = new AggregatorStage(
                table.displayName(), made, settings, telemetry, engine.clock().epochNanos());
    }

    /// Its place in the pipeline, or null while it is not open.
    @Nullable
    AggregatorStage stage() {
        return stage;
    }
}
