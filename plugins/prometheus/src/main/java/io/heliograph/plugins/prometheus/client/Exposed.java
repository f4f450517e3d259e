package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.TagSet;

/// The present state of one series of a family.
final class Exposed {
    /// With texts among them another set each time a text changes.
    TagSet labels;
    final Parts parts = new Parts();
    double value;
    double sum;
    long epochMillis = Long.MIN_VALUE;
    long refreshedNanos;

    private double count;

    Exposed(TagSet labels) {
        this.labels = labels;
    }

    /// Sets the number of observations; what is no number of anything is passed over, as in Telegraf.
    void count(double observations) {
        if (observations >= 0) {
            count = Math.floor(observations);
        }
    }

    /// The number of observations, as it was told.
    double count() {
        return count;
    }

    /// The number of observations of a histogram: no less than its last bucket has, as nobody may have told it.
    double bucketCount() {
        return parts.size() == 0 ? count : Math.max(count, parts.value(parts.size() - 1));
    }

    /// About how many bytes this holds on to, with its place in the family and its tags where it came from.
    long retainedBytes() {
        long bytes = 512 + 32L * parts.size();
        for (int i = 0; i < labels.size(); i++) {
            bytes += 96L + labels.key(i).length() + labels.value(i).length();
        }
        return bytes;
    }
}
