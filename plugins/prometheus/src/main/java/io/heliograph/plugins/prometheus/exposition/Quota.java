package io.heliograph.plugins.prometheus.exposition;

/// How much an answer may have.
///
/// @param samples counted after metric relabelling
/// @param truncates whether the first ones are used where there are more, and those of series that met a limit are
///     left out; otherwise the answer is refused
/// @param resolution the finest that native histograms are read in
public record Quota(int samples, boolean truncates, Resolution resolution) {
    /// No limit.
    public static final Quota NONE = new Quota(Integer.MAX_VALUE, false, Resolution.ANY);
}
