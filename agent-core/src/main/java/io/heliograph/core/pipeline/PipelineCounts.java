package io.heliograph.core.pipeline;

/// Takes the pipeline's counts, once per batch. With those of the inputs they balance: `gathered + made = routed +
/// filtered + absorbed`.
public interface PipelineCounts {
    /// @param made rows that processors and aggregators added
    /// @param filtered rows that processors dropped
    /// @param absorbed rows that went into an aggregate in place of themselves
    /// @param routed rows that were handed to the outputs
    void count(long made, long filtered, long absorbed, long routed);
}
