package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The value of a histogram or summary in OpenMetrics 2.0: `{count:2,sum:1.5,bucket:[0.5:1,+Inf:2]}`, with `quantile`
/// of a summary, with `schema` and what belongs to it of a native histogram. Used again and again.
final class CompositeValue {
    private final DecimalReader decimals;
    private final Spans negative = new Spans();
    private final Spans positive = new Spans();
    private byte[] text = new byte[0];
    private int limit;
    private int at;

    private double count;
    private double sum;
    private boolean isNative;
    private boolean isSummary;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private int[] marks = new int[32]; // begin and end of each bound or quantile
    private double[] bounds = new double[16];
    private double[] counts = new double[16];
    private int size;

    /// Spans and counts of native buckets.
    private static final class Spans {
        int[] spans = new int[8];
        double[] counts = new double[16];
        int spanSize;
        int countSize;
        int wanted;

        void clear() {
            spanSize = 0;
            countSize = 0;
            wanted = 0;
        }

        void span(int offset, int length) {
            spans = spanSize == spans.length ? Arrays.copyOf(spans, 2 * spanSize) : spans;
            spans[spanSize++] = offset;
            spans[spanSize++] = length;
            wanted += length;
        }

        void count(double value) {
            counts = countSize == counts.length ? Arrays.copyOf(counts, 2 * countSize) : counts;
            counts[countSize++] = value;
        }

        Buckets buckets() {
            return countSize == 0
                    ? Buckets.NONE
                    : new Buckets(Arrays.copyOf(spans, spanSize), Arrays.copyOf(counts, countSize));
        }
    }

    CompositeValue(DecimalReader decimals) {
        this.decimals = decimals;
    }

    /// Reads the value whose opening brace is at an offset; returns the offset after its closing brace.
    int read(byte[] bytes, int from, int before) throws Fault {
        text = bytes;
        at = from + 1;
        limit = before;
        size = 0;
        isNative = false;
        isSummary = false;
        negative.clear();
        positive.clear();
        boolean gauge = at < limit && text[at] == 'g';
        count = field(gauge ? "gcount:" : "count:");
        expect(',');
        sum = field(gauge ? "gsum:" : "sum:");
        if (isNext(",schema:")) {
            exponential();
        }
        if (isNext(",bucket:[")) {
            pairs(",bucket:[");
        } else if (!isNative) {
            isSummary = true;
            pairs(",quantile:[");
        }
        expect('}');
        return at;
    }

    private void exponential() throws Fault {
        isNative = true;
        word(",schema:");
        schema = integer();
        expect(',');
        zeroThreshold = field("zero_threshold:");
        expect(',');
        zeroCount = field("zero_count:");
        if (schema < -4 || schema > 8) {
            throw new Fault(at, "not a schema of exponential buckets: " + schema);
        }
        if (isNext(",negative_spans:")) {
            side("negative", negative);
        }
        if (isNext(",positive_spans:")) {
            side("positive", positive);
        }
    }

    private void side(String name, Spans side) throws Fault {
        word("," + name + "_spans:[");
        while (!isNext("]")) {
            comma(side.spanSize);
            int offset = integer();
            expect(':');
            int length = integer();
            if (length < 1 || side.spanSize > 0 && offset < 0) {
                throw new Fault(at, "not a span: " + offset + ":" + length);
            }
            side.span(offset, length);
        }
        word("]," + name + "_buckets:[");
        while (!isNext("]")) {
            comma(side.countSize);
            side.count(number());
        }
        expect(']');
        if (side.countSize != side.wanted) {
            throw new Fault(at, "spans of " + side.wanted + " buckets, but " + side.countSize + " counts");
        }
    }

    private void pairs(String name) throws Fault {
        word(name);
        while (!isNext("]")) {
            comma(size);
            if (size == counts.length) {
                marks = Arrays.copyOf(marks, 4 * size);
                bounds = Arrays.copyOf(bounds, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            marks[2 * size] = at;
            bounds[size] = number();
            marks[2 * size + 1] = at;
            expect(':');
            counts[size++] = number();
        }
        expect(']');
    }

    private void comma(int before) throws Fault {
        if (before > 0) {
            expect(',');
        }
    }

    private double field(String name) throws Fault {
        word(name);
        return number();
    }

    private double number() throws Fault {
        double number = decimals.read(text, at, limit);
        at = decimals.end();
        return number;
    }

    private int integer() throws Fault {
        int from = at;
        double number = number();
        if (number != (int) number) {
            throw new Fault(from, "not a whole number");
        }
        return (int) number;
    }

    private boolean isNext(String word) {
        return at + word.length() <= limit && Texts.isText(word, text, at, at + word.length());
    }

    private void word(String word) throws Fault {
        if (!isNext(word)) {
            throw new Fault(Math.min(at, limit), "wants '" + word + "' in a value of several parts");
        }
        at += word.length();
    }

    private void expect(char c) throws Fault {
        if (at >= limit || text[at] != c) {
            throw new Fault(Math.min(at, limit), "wants '" + c + "' in a value of several parts");
        }
        at++;
    }

    /// Whether it has quantiles and no buckets.
    boolean isSummary() {
        return isSummary;
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /// The number of classic buckets or quantiles.
    int size() {
        return size;
    }

    /// The offset of a bound or quantile in the text.
    int markFrom(int i) {
        return marks[2 * i];
    }

    /// The offset after it.
    int markTo(int i) {
        return marks[2 * i + 1];
    }

    /// The count of a classic bucket, or the value of a quantile.
    double count(int i) {
        return counts[i];
    }

    /// Whether a classic bucket is the lowest that holds a value.
    boolean isIn(double value, int bucket) {
        if (!(value <= bounds[bucket])) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (value <= bounds[i] && bounds[i] < bounds[bucket]) {
                return false;
            }
        }
        return true;
    }

    /// The native histogram, or null where it has none.
    @Nullable
    NativeHistogram histogram(boolean gauge) {
        return isNative
                ? new NativeHistogram(
                        schema,
                        count,
                        sum,
                        zeroThreshold,
                        zeroCount,
                        positive.buckets(),
                        negative.buckets(),
                        new double[0],
                        gauge)
                : null;
    }
}
