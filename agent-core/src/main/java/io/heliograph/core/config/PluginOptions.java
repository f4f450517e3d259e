package io.heliograph.core.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a plugin that the core reads itself, by kind of plugin.
///
/// Durations here are in Telegraf texts in Go's syntax only; a number is taken as seconds here, where Telegraf passes
/// over it in silence.
public sealed interface PluginOptions
        permits InputOptions, ProcessorOptions, AggregatorOptions, OutputOptions, DiscoveryOptions {
    /// Another name for the plugin, to tell it from others of its kind.
    @Nullable
    String alias();

    /// How much the plugin logs; null is the agent's level.
    @Nullable
    LogLevel logLevel();

    /// What becomes of the plugin where it cannot start.
    default StartupErrorBehavior startupErrorBehavior() {
        return StartupErrorBehavior.RETRY;
    }

    /// For selections on the command line.
    Map<String, String> labels();
}
