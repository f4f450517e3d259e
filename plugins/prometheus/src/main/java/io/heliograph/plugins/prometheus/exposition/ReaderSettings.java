package io.heliograph.plugins.prometheus.exposition;

/// How a target is read, whatever its format.
///
/// @param version how samples become rows
/// @param convention whose names rows have
/// @param strictness what becomes of a text with a fault
/// @param ignoresTimes whether rows get the present time even where samples have one
/// @param takesNative whether native histograms are read, where protobuf has them
/// @param keepsClassic whether a native histogram's classic buckets become rows too
public record ReaderSettings(
        MetricVersion version,
        Convention convention,
        Strictness strictness,
        boolean ignoresTimes,
        boolean takesNative,
        boolean keepsClassic) {

    /// The settings of Telegraf's parsers.
    public static ReaderSettings telegraf(MetricVersion version, boolean ignoresTimes) {
        return new ReaderSettings(version, Convention.TELEGRAF, Strictness.PROMETHEUS, ignoresTimes, true, false);
    }
}
