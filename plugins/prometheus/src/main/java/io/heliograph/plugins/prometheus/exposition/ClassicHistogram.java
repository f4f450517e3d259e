package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import java.util.Arrays;
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

    void clear() {
        size = 0;
        sum = 0;
        count = 0;
        hasCount = false;
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

    /// Puts a bucket in its place; mostly that is the last one.
    private void bucket(double bound, double upTo) {
        int place = size;
        while (place > 0 && bounds[place - 1] > bound) {
            place--;
        }
        if (place > 0 && bounds[place - 1] == bound) {
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            cumulative = Arrays.copyOf(cumulative, 2 * size);
        }
        System.arraycopy(bounds, place, bounds, place + 1, size - place);
        System.arraycopy(cumulative, place, cumulative, place + 1, size - place);
        bounds[place] = bound;
        cumulative[place] = upTo;
        size++;
    }

    /// The native histogram, or null where the samples make none.
    @Nullable
    NativeHistogram converted() {
        if (!hasCount && size == 0) {
            return null;
        }
        double all = hasCount ? count : cumulative[size - 1];
        bucket(Double.POSITIVE_INFINITY, all);
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
