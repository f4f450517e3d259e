package io.heliograph.plugins.aggregate.histogram;

/// The counts of one field, by bucket.
final class FieldHistogram {
    private final String key;
    private final double[] borders;
    private final long[] counts;
    private final BucketTags[] tags;

    /// @param field the key of the field
    /// @param borders in ascending order
    FieldHistogram(String field, double[] borders, boolean cumulative) {
        this.key = field + "_bucket";
        this.borders = borders;
        this.counts = new long[borders.length + 1];
        this.tags = new BucketTags[counts.length];
        for (int bucket = 0; bucket < tags.length; bucket++) {
            tags[bucket] = BucketTags.of(borders, bucket, cumulative);
        }
    }

    /// Counts a value in the first bucket whose border it does not exceed.
    void add(double value) {
        int low = 0;
        int high = borders.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (borders[middle] >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        counts[low]++;
    }

    /// The key of the resulting field.
    String key() {
        return key;
    }

    int buckets() {
        return counts.length;
    }

    BucketTags tags(int bucket) {
        return tags[bucket];
    }

    long count(int bucket) {
        return counts[bucket];
    }
}
