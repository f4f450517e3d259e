package io.heliograph.core.schedule;

/// What may hang, and is therefore looked at by [Watch].
public interface Watched {
    /// Called every second or so, always from the same thread. Never waits, and never enters a plugin.
    void check();
}
