package io.heliograph.api;

/// Changes, drops or makes rows on their way.
public non-sealed interface Processor extends Plugin {
    /// Says what is to be done with every row of a series. Asked once; the host remembers the answer with the series.
    ///
    /// What depends on name and tags alone is decided here and costs nothing later. What depends on fields or time
    /// needs [Plan#each].
    Plan plan(Series series);
}
