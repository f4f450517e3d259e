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
    COUNT,
    /// An info whose field is its own ([Convention#TELEGRAF]).
    INFO,
    /// One state of a set, a truth value ([Convention#TELEGRAF]).
    STATE,
    /// When counting began: no sample, but said of others.
    CREATED,
    /// Nothing that Telegraf's parser has a place for: `x_count` of a counter `x`, say.
    NOWHERE
}
