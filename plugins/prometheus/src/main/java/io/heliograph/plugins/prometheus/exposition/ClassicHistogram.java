package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Makes a native histogram with custom bounds (schema -53) of a classic one, by Prometheus' rules: of a bucket that is
/// there twice the first one counts, what is missing of count, sum and the bucket `+Inf` is filled in, and a count that
/// falls, or is not that of `+Inf`, makes it no histogram. Used again and again.
final class ClassicHistogram {
    private static final int CUSTOM_BOUNDS = -53;
    /// How many empty buckets may stand between two others of a span where counts are whole: a new span takes more
    /// room.
    private static final int MOST_EMPTY = 2;

    private double[] bounds = new double[16];
    private double[] cumulative = new double[16];
    private int size;
    private double sum;
    private double count;
    private boolean hasCount;
    private boolean isOrdered = true;

    private record Bucket(double bound, double cumulative) {
        static final Comparator<Bucket> BY_BOUND = (one, other) -> Double.compare(one.bound, other.bound);
    }

    void clear() {
        size = 0;
        sum = 0;
        count = 0;
        hasCount = false;
        isOrdered = true;
    }

    /// Takes a sample of it.
    void take(ClassicPart part, double value) {
        switch (part.role()) {
            case SUM -> sum = value;
            case COUNT -> {
                count = value;
                hasCount = true;
            }
            default -> bucket(part.bound(), value);
        }
    }

    private void bucket(double bound, double upTo) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            cumulative = Arrays.copyOf(cumulative, 2 * size);
        }
        isOrdered &= size == 0 || bounds[size - 1] < bound;
        bounds[size] = bound + 0.0; // there is one zero
        cumulative[size++] = upTo;
    }

    /// Puts the buckets in the order of their bounds, of equal ones the first that came.
    private void order() {
        if (isOrdered) {
            return;
        }
        Bucket[] buckets = new Bucket[size];
        for (int i = 0; i < size; i++) {
            buckets[i] = new Bucket(bounds[i], cumulative[i]);
        }
        Arrays.sort(buckets, Bucket.BY_BOUND);
        size = 0;
        isOrdered = true;
        for (Bucket one : buckets) {
            if (size == 0 || bounds[size - 1] != one.bound) {
                bucket(one.bound, one.cumulative);
            }
        }
    }

    /// The native histogram, or null where the samples make none.
    @Nullable
    NativeHistogram converted() {
        if (!hasCount && size == 0) {
            return null;
        }
        order();
        double all = hasCount ? count : cumulative[size - 1];
        if (size == 0 || bounds[size - 1] < Double.POSITIVE_INFINITY) {
            bucket(Double.POSITIVE_INFINITY, all);
        }
        if (cumulative[size - 1] != all || !isCumulative()) {
            return null;
        }
        double[] counts = new double[size];
        boolean whole = true;
        for (int i = 0; i < size; i++) {
            counts[i] = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            whole &= cumulative[i] == Math.rint(cumulative[i]);
        }
        Buckets buckets = buckets(counts, whole ? MOST_EMPTY : 0);
        double[] finite = Arrays.copyOf(bounds, size - 1);
        return new NativeHistogram(CUSTOM_BOUNDS, all, sum, 0, 0, buckets, Buckets.NONE, finite, false);
    }

    private boolean isCumulative() {
        double before = 0;
        for (int i = 0; i < size; i++) {
            if (!(cumulative[i] >= before && cumulative[i] < Double.POSITIVE_INFINITY)) {
                return false; // NaN included
            }
            before = cumulative[i];
        }
        return true;
    }

    /// Leaves empty buckets out, as Prometheus compacts histograms.
    ///
    /// @param mostEmpty how many in a row stay between two others
    private static Buckets buckets(double[] counts, int mostEmpty) {
        int[] spans = new int[2 * counts.length];
        double[] kept = new double[counts.length];
        int spanSize = 0;
        int keptSize = 0;
        int next = 0; // the index after the last one kept
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                continue;
            }
            int gap = i - next;
            if (spanSize == 0 || gap > mostEmpty) {
                spans[spanSize] = gap;
                spanSize += 2;
                gap = 0;
            }
            spans[spanSize - 1] += gap + 1;
            keptSize += gap;
            kept[keptSize++] = counts[i];
            next = i + 1;
        }
        return spanSize == 0
                ? Buckets.NONE
                : new Buckets(Arrays.copyOf(spans, spanSize), Arrays.copyOf(kept, keptSize));
    }
}
