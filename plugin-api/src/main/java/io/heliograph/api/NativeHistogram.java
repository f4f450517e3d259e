package io.heliograph.api;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A native histogram of Prometheus: exponential buckets given as spans of neighbours with absolute counts.
///
/// @param schema the resolution: -4 to 8, or -53 for custom bounds
/// @param count of all observations
/// @param sum of all observations
/// @param zeroThreshold the width of the zero bucket
/// @param zeroCount the observations in the zero bucket
/// @param positive the buckets above zero
/// @param negative the buckets below zero
/// @param customBounds upper bounds of the buckets of schema -53, else empty
/// @param gauge whether the counts may fall
public record NativeHistogram(
        int schema,
        double count,
        double sum,
        double zeroThreshold,
        double zeroCount,
        Buckets positive,
        Buckets negative,
        double[] customBounds,
        boolean gauge) {

    /// Buckets as pairs of (gap to the previous span, number of neighbours) and one count per bucket.
    ///
    /// @param spans offset, length, offset, length …
    /// @param counts one per bucket, absolute
    public record Buckets(int[] spans, double[] counts) {
        /// No buckets.
        public static final Buckets NONE = new Buckets(new int[0], new double[0]);

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Buckets that
                    && Arrays.equals(spans, that.spans)
                    && Arrays.equals(counts, that.counts);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(spans) + Arrays.hashCode(counts);
        }

        @Override
        public String toString() {
            return Arrays.toString(spans) + Arrays.toString(counts);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NativeHistogram that
                && schema == that.schema
                && gauge == that.gauge
                && Double.compare(count, that.count) == 0
                && Double.compare(sum, that.sum) == 0
                && Double.compare(zeroThreshold, that.zeroThreshold) == 0
                && Double.compare(zeroCount, that.zeroCount) == 0
                && positive.equals(that.positive)
                && negative.equals(that.negative)
                && Arrays.equals(customBounds, that.customBounds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(schema, count, sum, positive, negative);
    }

    @Override
    public String toString() {
        return "schema " + schema + ": " + count + " of " + sum + ", " + zeroCount + " within " + zeroThreshold + ", "
                + positive + " " + negative + " " + Arrays.toString(customBounds) + (gauge ? " gauge" : "");
    }
}
