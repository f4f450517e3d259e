package io.heliograph.plugins.prometheus.exposition;

/// How many samples an answer may have.
///
/// @param samples counted after metric relabelling
/// @param truncates whether the first ones are used where there are more, and those of series that met a limit are
///     left out; otherwise the answer is refused
public record Quota(int samples, boolean truncates) {
    /// No limit.
    public static final Quota NONE = new Quota(Integer.MAX_VALUE, false);
}
