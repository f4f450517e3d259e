package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// A small text that outlives the process, where the configuration has a `statefile`.
public interface StateStore {
    /// What was saved last, or null.
    @Nullable
    String load();

    /// Saves a text, to be written at a clean stop.
    void save(String state);
}
