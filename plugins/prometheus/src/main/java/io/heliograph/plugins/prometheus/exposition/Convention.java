package io.heliograph.plugins.prometheus.exposition;

/// Whose way rows are named and completed.
public enum Convention {
    /// As Telegraf's parsers do: bounds in Go's form (`le="1"`), histograms and summaries get the count, the sum and
    /// the last bucket that they lack. From OpenMetrics the measurement is `openmetric`, counters are named after
    /// their family (without `_total`), a unit is a tag, and infos and state sets have fields of their own.
    TELEGRAF,
    /// What Prometheus would store, whatever the format: samples are named as they are exposed, bounds are in the form
    /// of OpenMetrics (`le="1.0"`), and nothing is filled in.
    PROMETHEUS
}
