package io.heliograph.plugins.prometheus.exposition;

/// How the answers of a target are read and what is made of them.
///
/// @param version how samples become rows
/// @param convention whose names rows have
/// @param strictness what becomes of an answer with a fault
/// @param ignoresTimes whether rows get the time of the scrape even where samples have one
/// @param tracksTimes whether series whose samples have a time of their own get a staleness marker when they end
/// @param labelling what becomes of names and labels
/// @param quota how many samples are allowed
/// @param takesNative whether native histograms are read where protobuf has them, and not their classic twins
/// @param keepsClassic whether the classic twin of a native histogram is read too, and what was made of a classic one
///     does not take its place
/// @param converts whether classic histograms become native ones with custom bounds
public record Reading(
        MetricVersion version,
        Convention convention,
        Strictness strictness,
        boolean ignoresTimes,
        boolean tracksTimes,
        Labelling labelling,
        Quota quota,
        boolean takesNative,
        boolean keepsClassic,
        boolean converts) {
    /// Everything as it comes, named as Telegraf's parsers do.
    public static Reading plain(MetricVersion version, Strictness strictness, boolean ignoresTimes) {
        return new Reading(
                version,
                Convention.TELEGRAF,
                strictness,
                ignoresTimes,
                false,
                Labelling.NONE,
                Quota.NONE,
                true,
                false,
                false);
    }
}
