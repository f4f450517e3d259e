package io.heliograph.core.agent;

import io.heliograph.core.channel.ColumnPool;
import io.heliograph.core.channel.HostAccumulator.NanoClock;
import io.heliograph.core.channel.MetricChannel;
import io.heliograph.core.channel.StaleRows;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.schedule.Watch;
import io.heliograph.core.telemetry.Telemetry;
import java.util.function.Function;

/// What all units of the agent share.
///
/// @param telemetry the agent's own metrics
/// @param channel from the inputs to the pipeline
/// @param watch looks every second
/// @param columns lent to gathers
/// @param stale rows of listeners that wait
/// @param clock nanoseconds since the epoch
/// @param catalog all plugins
/// @param loaders the class loader of a plugin
/// @param states small texts of plugins that outlive the process
/// @param buffers of the outputs
record Engine(
        Telemetry telemetry,
        MetricChannel channel,
        Watch watch,
        ColumnPool columns,
        StaleRows stale,
        NanoClock clock,
        PluginCatalog catalog,
        Function<String, ClassLoader> loaders,
        StateFile states,
        Buffers buffers) {}
