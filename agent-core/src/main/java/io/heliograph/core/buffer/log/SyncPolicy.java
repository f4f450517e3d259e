package io.heliograph.core.buffer.log;

/// When a log makes durable what was written.
public enum SyncPolicy {
    /// Once a second, and where a push waits.
    INTERVAL,
    /// Every write, at once.
    ALWAYS
}
