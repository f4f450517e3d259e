package io.heliograph.api;

/// Said by the configuration record of an output whose rows are worth nothing once the agent has ended: what a page
/// shows at present, or what somebody watches. Its rows wait in memory, unless its table has a `buffer_strategy`.
public interface Ephemeral {
    /// Whether it is so with these options.
    default boolean isEphemeral() {
        return true;
    }
}
