package io.heliograph.core.config;

/// Where the times of an input's rows come from.
public enum TimeSource {
    /// From the row.
    METRIC,
    /// From the start of the gather.
    COLLECTION_START,
    /// From the end of the gather.
    COLLECTION_END
}
