package io.heliograph.plugins.prometheus.exposition;

/// What becomes of a text that has a fault, and what is one.
public enum Strictness {
    /// One fault spoils the whole text, and none of its samples are used; a fault is what Prometheus takes for one.
    PROMETHEUS,
    /// As that, and a fault is what the standard takes for one: OpenMetrics to the letter, the text format as the
    /// parser of prometheus/common has it, rules across lines included. Costs a second reading.
    STRICT,
    /// Lines with a fault are skipped and counted, and good ones are used; a fault is what VictoriaMetrics takes for
    /// one. As there, times below 2^31 are seconds.
    LENIENT
}
