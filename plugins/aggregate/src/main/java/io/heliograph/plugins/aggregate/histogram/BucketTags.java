package io.heliograph.plugins.aggregate.histogram;

import io.heliograph.api.Series;
import io.heliograph.plugins.common.go.GoNumbers;

/// The borders of a bucket as tags.
///
/// @param above the lower border, or empty where buckets are cumulative
/// @param upTo the upper border
record BucketTags(String above, String upTo) {
    /// The tags of a bucket by its index; that behind the last border is the last.
    static BucketTags of(double[] borders, int index, boolean cumulative) {
        String above = index == 0 ? "-Inf" : GoNumbers.plain(borders[index - 1]);
        String upTo = index == borders.length ? "+Inf" : GoNumbers.plain(borders[index]);
        return new BucketTags(cumulative ? "" : above, upTo);
    }

    Series on(Series series) {
        Series upper = series.with("le", upTo);
        return above.isEmpty() ? upper : upper.with("gt", above);
    }
}
