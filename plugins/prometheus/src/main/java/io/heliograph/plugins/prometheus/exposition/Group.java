package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// The samples of a histogram or summary that have the same labels but for `le` and `quantile`, in one pass.
final class Group {
    final Family family;
    final Series series;
    /// The series of the bucket that has no bound, where the target leaves it out.
    @Nullable
    Series boundless;
    /// The pass that last met an entry of this group.
    int lastUsed;

    double count;
    double sum;
    boolean hasBoundless;
    long epochMillis;
    /// The first and the last sample of the group, and its place among the groups: see [FamilyMapping].
    int first;
    int last;

    private int openedIn;

    Group(Family family, Series series) {
        this.family = family;
        this.series = series;
    }

    /// Gets ready for a pass; false where it was before.
    boolean open(int pass) {
        if (openedIn == pass) {
            return false;
        }
        openedIn = pass;
        count = 0;
        sum = 0;
        hasBoundless = false;
        epochMillis = 0;
        first = -1;
        last = -1;
        return true;
    }
}
