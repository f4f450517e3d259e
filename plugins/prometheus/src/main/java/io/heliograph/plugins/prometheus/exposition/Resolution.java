package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import java.util.Arrays;

/// The finest resolution that native histograms are read in: as Prometheus has it, neighbouring buckets are merged,
/// which halves the resolution, until a histogram fits.
///
/// @param buckets the most of them; 0 for no limit
/// @param finestSchema the schema above which buckets are merged
public record Resolution(int buckets, int finestSchema) {
    /// As they come.
    public static final Resolution ANY = new Resolution(0, 8);

    private static final int CUSTOM = -53;
    private static final int COARSEST = -4;

    /// @param factor the least growth from one bucket to the next; up to 1 for any
    public static Resolution of(int buckets, double factor) {
        return new Resolution(buckets, factor <= 1 ? 8 : schema(factor));
    }

    /// The finest schema whose buckets grow by this at least: they grow by 2 to the power of 2 to the power of -schema.
    private static int schema(double factor) {
        double exact = Math.floor(-Math.log(Math.log(factor) / Math.log(2)) / Math.log(2));
        return (int) Math.clamp(exact, COARSEST, 8);
    }

    /// The histogram in a resolution that is allowed.
    ///
    /// @throws Fault where it has too many buckets even in the coarsest one, or they cannot be merged
    NativeHistogram fit(NativeHistogram histogram) throws Fault {
        NativeHistogram fitting = histogram;
        if (histogram.schema() != CUSTOM && histogram.schema() > finestSchema) {
            fitting = coarser(histogram, histogram.schema() - finestSchema);
        }
        while (buckets > 0 && count(fitting) > buckets) {
            if (fitting.schema() == CUSTOM || fitting.schema() <= COARSEST) {
                throw new Fault(
                        Fault.NOWHERE,
                        "native_histogram_bucket_limit exceeded: " + count(fitting) + " buckets, and " + buckets
                                + " are allowed");
            }
            fitting = coarser(fitting, 1);
        }
        return fitting;
    }

    private static int count(NativeHistogram histogram) {
        return histogram.positive().counts().length + histogram.negative().counts().length;
    }

    private static NativeHistogram coarser(NativeHistogram fine, int steps) {
        return new NativeHistogram(
                fine.schema() - steps,
                fine.count(),
                fine.sum(),
                fine.zeroThreshold(),
                fine.zeroCount(),
                coarser(fine.positive(), steps),
                coarser(fine.negative(), steps),
                fine.customBounds(),
                fine.gauge());
    }

    /// Merges buckets: bucket i goes into (i - 1) / 2^steps + 1, rounded down.
    private static Buckets coarser(Buckets fine, int steps) {
        int[] spans = new int[fine.counts().length * 2];
        double[] counts = new double[fine.counts().length];
        int spanSize = 0;
        int size = 0;
        int at = 0;
        int next = 0; // the index after the last merged bucket
        int index = 0;
        for (int span = 0; span < fine.spans().length; span += 2) {
            index += fine.spans()[span];
            for (int i = 0; i < fine.spans()[span + 1]; i++, index++) {
                int merged = (index - 1 >> steps) + 1;
                if (size > 0 && merged == next - 1) {
                    counts[size - 1] += fine.counts()[at++];
                    continue;
                }
                if (size == 0 || merged != next) {
                    spans[spanSize++] = size == 0 ? merged : merged - next;
                    spans[spanSize++] = 0;
                }
                spans[spanSize - 1]++;
                counts[size++] = fine.counts()[at++];
                next = merged + 1;
            }
        }
        return new Buckets(Arrays.copyOf(spans, spanSize), Arrays.copyOf(counts, size));
    }
}
