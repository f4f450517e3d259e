package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import io.heliograph.api.NativeHistogram;

/// The message `Histogram`, which is the same in both versions but for the start time. Counts that are all whole
/// numbers are sent as such, buckets as differences; others as they are.
final class HistogramMessage {
    /// The schema of histograms whose bounds are given.
    static final int CUSTOM_BOUNDS = -53;

    private static final int GAUGE_HINT = 3;
    private static final double MOST_WHOLE = 0x1p53;

    private HistogramMessage() {}

    /// @param startMillis when counting began; 0 for unknown
    static void put(NativeHistogram histogram, long millis, long startMillis, ByteSink out) {
        boolean whole = isWhole(histogram);
        putCount(out, 1, histogram.count(), whole);
        Wire.putDouble(out, 3, SampleValue.canonical(Double.doubleToRawLongBits(histogram.sum())));
        Wire.putSigned(out, 4, histogram.schema());
        Wire.putDouble(out, 5, Double.doubleToRawLongBits(histogram.zeroThreshold()));
        putCount(out, 6, histogram.zeroCount(), whole);
        putBuckets(out, 8, histogram.negative(), whole);
        putBuckets(out, 11, histogram.positive(), whole);
        if (histogram.gauge()) {
            Wire.putNumber(out, 14, GAUGE_HINT);
        }
        Wire.putNumber(out, 15, millis);
        putDoubles(out, 16, histogram.customBounds());
        if (startMillis != 0) {
            Wire.putNumber(out, 17, startMillis);
        }
    }

    private static boolean isWhole(NativeHistogram histogram) {
        return isWhole(histogram.count())
                && isWhole(histogram.zeroCount())
                && isWhole(histogram.negative().counts())
                && isWhole(histogram.positive().counts());
    }

    private static boolean isWhole(double... counts) {
        for (double count : counts) {
            if (!(count >= 0 && count <= MOST_WHOLE && count == Math.rint(count))) {
                return false;
            }
        }
        return true;
    }

    /// @param field of the whole number; the next one is that of the other
    private static void putCount(ByteSink out, int field, double count, boolean whole) {
        if (whole) {
            Wire.putNumber(out, field, (long) count);
        } else {
            Wire.putDouble(out, field + 1, Double.doubleToRawLongBits(count));
        }
    }

    /// @param field of the spans; the next ones are those of the differences and of the counts
    private static void putBuckets(ByteSink out, int field, NativeHistogram.Buckets buckets, boolean whole) {
        int[] spans = buckets.spans();
        for (int i = 0; i < spans.length; i += 2) {
            long offset = Wire.zigzag(spans[i]);
            Wire.putHead(out, field, 2 + Wire.size(offset) + Wire.size(spans[i + 1]));
            Wire.putNumber(out, 1, offset);
            Wire.putNumber(out, 2, spans[i + 1]);
        }
        if (whole) {
            putDifferences(out, field + 1, buckets.counts());
        } else {
            putDoubles(out, field + 2, buckets.counts());
        }
    }

    private static void putDifferences(ByteSink out, int field, double[] counts) {
        if (counts.length == 0) {
            return;
        }
        int size = 0;
        for (int i = 0; i < counts.length; i++) {
            size += Wire.size(difference(counts, i));
        }
        Wire.putHead(out, field, size);
        for (int i = 0; i < counts.length; i++) {
            Wire.putNumber(out, difference(counts, i));
        }
    }

    private static long difference(double[] counts, int index) {
        return Wire.zigzag((long) counts[index] - (index == 0 ? 0 : (long) counts[index - 1]));
    }

    private static void putDoubles(ByteSink out, int field, double[] values) {
        if (values.length == 0) {
            return;
        }
        Wire.putHead(out, field, Long.BYTES * values.length);
        for (double value : values) {
            Wire.putFixed(out, Double.doubleToRawLongBits(value));
        }
    }
}
