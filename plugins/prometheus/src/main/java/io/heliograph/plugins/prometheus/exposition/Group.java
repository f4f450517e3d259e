package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// The samples of a histogram, summary or state set that have the same labels but for `le`, `quantile` and the state,
/// in one pass.
final class Group implements Companion {
    final Family family;
    /// The family whose metadata its rows have.
    final Family told;
    final Series series;
    /// The keys of the fields for sum and count, of a mapping that has a row per sample: those of the last samples, as
    /// targets of other types (`x_count`, `x_gcount`) have the group in common.
    String sumKey;
    String countKey;
    /// The series of the bucket that has no bound, where the target leaves it out.
    @Nullable
    Series boundless;
    /// What was last said of its rows.
    @Nullable
    Detail detail;
    /// The pass that last met an entry of this group.
    int lastUsed;

    double count;
    double sum;
    boolean hasCount;
    boolean hasSum;
    boolean hasBoundless;
    long epochMillis;
    /// The first and the last sample of the group, and its place among the groups: see [FamilyMapping].
    int first;
    int last;

    private int openedIn;

    Group(Family family, Family told, Series series) {
        this.family = family;
        this.told = told;
        this.series = series;
        this.sumKey = family.sumKey;
        this.countKey = family.countKey;
    }

    /// Whether a sample of this time belongs to another point than those before it in this pass.
    boolean isOfAnotherTime(long millis) {
        return millis != Samples.NO_TIME && epochMillis != Samples.NO_TIME && millis != epochMillis;
    }

    /// Notes what a sample says of the whole group.
    void take(Entry sample, double value) {
        switch (sample.role()) {
            case SUM -> {
                sumKey = sample.field();
                sum = value;
                hasSum = true;
            }
            case COUNT -> {
                countKey = sample.field();
                count = value;
                hasCount = true;
            }
            case BOUNDLESS_BUCKET -> hasBoundless = true;
            case VALUE, BUCKET, QUANTILE, INFO, STATE, CREATED, NOWHERE -> {}
        }
    }

    /// Gets ready for a pass; false where it was before.
    boolean open(int pass) {
        if (openedIn == pass) {
            return false;
        }
        openedIn = pass;
        reopen();
        return true;
    }

    /// Gets ready for another point of the same pass.
    void reopen() {
        count = 0;
        sum = 0;
        hasCount = false;
        hasSum = false;
        hasBoundless = false;
        epochMillis = 0;
        first = -1;
        last = -1;
    }
}
