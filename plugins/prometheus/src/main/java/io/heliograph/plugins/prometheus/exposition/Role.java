package io.heliograph.plugins.prometheus.exposition;

/// What a sample is within its family.
enum Role {
    /// A number of its own.
    VALUE,
    /// How many observations of a histogram were at most `le`.
    BUCKET,
    /// The bucket that has no bound, `le="+Inf"`.
    BOUNDLESS_BUCKET,
    /// A quantile of a summary.
    QUANTILE,
    /// The sum of the observations.
    SUM,
    /// The number of observations.
    COUNT
}
