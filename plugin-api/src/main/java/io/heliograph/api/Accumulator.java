package io.heliograph.api;

import java.time.Duration;

/// Takes the rows that a plugin emits. Confined to one thread.
public interface Accumulator {
    /// The series of a name and the tags `key, value, key, value …`. Resolve it once and keep the handle, which is
    /// good for every accumulator of the plugin.
    Series series(String name, String... tags);

    /// The series of a name and tags.
    Series series(String name, TagSet tags);

    /// Opens a row, which must be emitted or forgotten before the next one is opened.
    Row row(Series series);

    /// Emits a metric as it is.
    default void pass(Metric metric) {
        row(metric.series()).copy(metric).emit();
    }

    /// Waits until everything emitted so far is in the buffer of every output that takes it, durably where the buffer
    /// is.
    ///
    /// @param atMost how long to wait
    /// @throws FlushException where it was refused, or is not certain in time
    /// @throws InterruptedException where the plugin is being stopped
    void flush(Duration atMost) throws FlushException, InterruptedException;

    /// Reports a problem. It is counted, shown and logged once, and never thrown at the agent.
    void error(Throwable problem);
}
