package io.heliograph.core.agent;

import io.heliograph.core.telemetry.PluginHealth;
import java.time.Duration;

/// A plugin at work: one table of the configuration.
interface Unit {
    /// What tells it from others.
    UnitKey key();

    /// How it is doing.
    PluginHealth health();

    /// Begins; never fails, but retries.
    void start();

    /// Asks it to end. Returns at once.
    void stop();

    /// Waits for the end, and interrupts what does not come to it.
    ///
    /// @return whether it has ended
    boolean join(Duration atMost) throws InterruptedException;
}
