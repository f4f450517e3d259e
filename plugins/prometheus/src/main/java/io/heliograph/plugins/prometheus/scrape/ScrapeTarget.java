package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.TagSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A target, and all that its labels and the job say about reading it.
///
/// @param location where it is
/// @param labels put on its samples
/// @param internal those and the ones that begin with two underscores, but for `__meta_…`
/// @param interval between two scrapes; null for that of the input
/// @param timeout of a scrape in all
/// @param isOwn whether it stands in the configuration, as one of `urls`, and is read as Telegraf does
/// @param histograms what it is asked for
record ScrapeTarget(
        Location location,
        TagSet labels,
        TagSet internal,
        @Nullable Duration interval,
        Duration timeout,
        boolean isOwn,
        Histograms histograms) {
    /// Which histograms a target is asked for.
    ///
    /// @param natives whether native ones are asked for and read
    /// @param classics whether the classic buckets of native ones are read as well
    /// @param converts whether classic ones become native ones with custom buckets
    record Histograms(boolean natives, boolean classics, boolean converts) {}
}
