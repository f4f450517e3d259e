package io.heliograph.api;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;

/// A plugin's only door to the host.
public interface PluginContext {
    /// What the plugin is called: `inputs.redis`, or `inputs.redis::alias`.
    String name();

    /// The clock to go by.
    InstantSource clock();

    /// The present time in nanoseconds since 1970-01-01T00:00:00Z.
    long epochNanos();

    /// The plugin's logger. A line that comes again and again is written once, with the number of repeats.
    Logger logger();

    /// The agent's metrics, to be updated per batch and never per sample. What a plugin registers it removes in
    /// `close`.
    MetricRegistry metrics();

    /// How often an input gathers; of other plugins, how often the agent's inputs do.
    Duration interval();

    /// Keeps a little state over restarts.
    StateStore state();

    /// An accumulator for the current thread: for one request of a listener.
    ///
    /// @param tags put on all rows, where the row has none of that key
    Accumulator accumulator(TagSet tags);

    /// Runs a task on a virtual thread of the host, which interrupts it when the plugin stops. What it throws is
    /// logged.
    void spawn(String name, Task task);

    /// A parser of a data format, as the key `data_format` would choose it.
    ///
    /// @param settings of the parser, by their keys in TOML
    /// @throws IllegalArgumentException for an unknown format or setting
    Parser parser(String dataFormat, Map<String, ?> settings);

    /// A serializer of a data format, as the key `data_format` would choose it.
    ///
    /// @param settings of the serializer, by their keys in TOML
    /// @throws IllegalArgumentException for an unknown format or setting
    Serializer serializer(String dataFormat, Map<String, ?> settings);

    /// Work on a thread of its own.
    @FunctionalInterface
    interface Task {
        /// Works until done or interrupted.
        void run() throws Exception;
    }
}
