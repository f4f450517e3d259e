package io.heliograph.plugins.prometheus.exposition;

/// How the answers of a target are read and what is made of them.
///
/// @param version how samples become rows
/// @param strictness what becomes of an answer with a fault
/// @param ignoresTimes whether rows get the time of the scrape even where samples have one
/// @param tracksTimes whether series whose samples have a time of their own get a staleness marker when they end
/// @param labelling what becomes of names and labels
/// @param quota how many samples are allowed
public record Reading(
        MetricVersion version,
        Strictness strictness,
        boolean ignoresTimes,
        boolean tracksTimes,
        Labelling labelling,
        Quota quota) {
    /// Everything as it comes.
    public static Reading plain(MetricVersion version, Strictness strictness, boolean ignoresTimes) {
        return new Reading(version, strictness, ignoresTimes, false, Labelling.NONE, Quota.NONE);
    }
}
