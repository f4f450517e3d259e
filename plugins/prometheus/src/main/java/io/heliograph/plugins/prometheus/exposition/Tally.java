package io.heliograph.plugins.prometheus.exposition;

/// What became of the samples of one answer. Filled in as far as reading came, and so good after a failure too.
/// Confined to one thread.
public final class Tally {
    int scraped;
    int kept;
    int added;
    int beyondLimits;
    int repeated;

    /// Samples of the answer.
    public int scraped() {
        return scraped;
    }

    /// Samples that metric relabelling and limits left.
    public int kept() {
        return kept;
    }

    /// Series that are new: see [Newcomers].
    public int added() {
        return added;
    }

    /// Samples that a limit kept out where the scrape did not fail for it.
    public int beyondLimits() {
        return beyondLimits;
    }

    /// Samples of a series that had one before, without a time; they do not count.
    public int repeated() {
        return repeated;
    }

    /// Forgets.
    public void clear() {
        scraped = 0;
        kept = 0;
        added = 0;
        beyondLimits = 0;
        repeated = 0;
    }
}
