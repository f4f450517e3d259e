package io.heliograph.plugins.aggregate;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.aggregate.basicstats.BasicstatsAggregator;
import io.heliograph.plugins.aggregate.basicstats.BasicstatsConfig;
import io.heliograph.plugins.aggregate.finals.FinalAggregator;
import io.heliograph.plugins.aggregate.finals.FinalConfig;
import io.heliograph.plugins.aggregate.histogram.HistogramAggregator;
import io.heliograph.plugins.aggregate.histogram.HistogramConfig;
import io.heliograph.plugins.aggregate.merge.MergeAggregator;
import io.heliograph.plugins.aggregate.merge.MergeConfig;
import io.heliograph.plugins.aggregate.minmax.MinmaxAggregator;
import io.heliograph.plugins.aggregate.minmax.MinmaxConfig;
import io.heliograph.plugins.aggregate.valuecounter.ValuecounterAggregator;
import io.heliograph.plugins.aggregate.valuecounter.ValuecounterConfig;
import java.util.List;

/// The aggregators of this jar.
public final class AggregatePlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("aggregators.basicstats", BasicstatsConfig.class, BasicstatsAggregator.class),
                PluginDescriptor.of("aggregators.final", FinalConfig.class, FinalAggregator.class),
                PluginDescriptor.of("aggregators.histogram", HistogramConfig.class, HistogramAggregator.class),
                PluginDescriptor.of("aggregators.merge", MergeConfig.class, MergeAggregator.class),
                PluginDescriptor.of("aggregators.minmax", MinmaxConfig.class, MinmaxAggregator.class),
                PluginDescriptor.of(
                        "aggregators.valuecounter", ValuecounterConfig.class, ValuecounterAggregator.class));
    }
}
