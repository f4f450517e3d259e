package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message `io.prometheus.client.Histogram`: classic buckets with cumulative counts, exponential ones as spans with
/// differences of whole counts or with counts, or both. Used again and again.
final class ProtobufHistogram {
    private final Wire wire;
    private final Side negative = new Side();
    private final Side positive = new Side();
    private final List<Exemplar> own = new ArrayList<>();

    private double[] bounds = new double[16];
    private double[] inBucket = new double[16];
    private @Nullable Exemplar[] exemplars = new @Nullable Exemplar[16];
    private int size;
    private double count;
    private double floatCount;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private double floatZeroCount;
    private long startNanos;

    /// The exponential buckets on one side of zero.
    private static final class Side {
        private long[] spans = new long[8]; // offset, length
        private int spanSize;
        private double[] counts = new double[16];
        private int countSize;
        private long sum;

        void clear() {
            spanSize = 0;
            countSize = 0;
            sum = 0;
        }

        void span(long offset, long length) {
            spans = spanSize == spans.length ? Arrays.copyOf(spans, 2 * spanSize) : spans;
            spans[spanSize++] = offset;
            spans[spanSize++] = length;
        }

        /// Whether there are buckets, or the span of none that marks a native histogram as one.
        boolean isThere() {
            return spanSize > 0;
        }

        void difference(long delta) {
            sum += delta;
            count(sum);
        }

        void count(double value) {
            counts = countSize == counts.length ? Arrays.copyOf(counts, 2 * countSize) : counts;
            counts[countSize++] = value;
        }

        /// The buckets, without spans of none.
        Buckets buckets() throws Fault {
            int[] kept = new int[spanSize];
            int keptSize = 0;
            long offset = 0;
            long all = 0;
            for (int i = 0; i < spanSize; i += 2) {
                offset += spans[i];
                all += spans[i + 1];
                if (spans[i + 1] > 0) {
                    kept[keptSize++] = whole(offset);
                    kept[keptSize++] = whole(spans[i + 1]);
                    offset = 0;
                }
            }
            if (all != countSize) {
                throw new Fault(Fault.NOWHERE, "spans of " + all + " buckets, but " + countSize + " counts");
            }
            return all == 0
                    ? Buckets.NONE
                    : new Buckets(Arrays.copyOf(kept, keptSize), Arrays.copyOf(counts, countSize));
        }

        private static int whole(long value) throws Fault {
            if (value != (int) value) {
                throw new Fault(Fault.NOWHERE, "a span beyond the 32-bit integers");
            }
            return (int) value;
        }
    }

    ProtobufHistogram(Wire wire) {
        this.wire = wire;
    }

    /// A count of 64 bits without a sign.
    static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2;
    }

    /// Reads the message up to the wire's limit.
    ///
    /// @param reader reads exemplars and moments of the same wire
    void read(ProtobufReader reader) throws Fault {
        clear();
        while (wire.next()) {
            if (!total() && !exponential() && !more(reader)) {
                wire.skip();
            }
        }
    }

    private void clear() {
        Arrays.fill(exemplars, 0, size, null);
        size = 0;
        negative.clear();
        positive.clear();
        own.clear();
        count = 0;
        floatCount = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        zeroCount = 0;
        floatZeroCount = 0;
        startNanos = 0;
    }

    private boolean total() throws Fault {
        if (wire.is(1, Wire.VARINT)) {
            count = unsigned(wire.varint());
        } else if (wire.is(4, Wire.FIXED64)) {
            floatCount = wire.float64();
        } else if (wire.is(2, Wire.FIXED64)) {
            sum = wire.float64();
        } else {
            return false;
        }
        return true;
    }

    private boolean exponential() throws Fault {
        if (wire.is(5, Wire.VARINT)) {
            schema = (int) wire.zigzag();
        } else if (wire.is(6, Wire.FIXED64)) {
            zeroThreshold = wire.float64();
        } else if (wire.is(7, Wire.VARINT)) {
            zeroCount = unsigned(wire.varint());
        } else if (wire.is(8, Wire.FIXED64)) {
            floatZeroCount = wire.float64();
        } else {
            return switch (wire.field) {
                case 9 -> span(negative);
                case 10 -> differences(negative);
                case 11 -> counts(negative);
                case 12 -> span(positive);
                case 13 -> differences(positive);
                case 14 -> counts(positive);
                default -> false;
            };
        }
        return true;
    }

    private boolean more(ProtobufReader reader) throws Fault {
        if (wire.is(3, Wire.BYTES)) {
            bucket(reader);
        } else if (wire.is(15, Wire.BYTES)) {
            startNanos = reader.moment();
        } else if (wire.is(16, Wire.BYTES)) {
            own.add(reader.exemplar(1, 2, 3));
        } else {
            return false;
        }
        return true;
    }

    private boolean span(Side side) throws Fault {
        if (wire.type != Wire.BYTES) {
            return false;
        }
        int outer = wire.limit;
        wire.limit = wire.end();
        long offset = 0;
        long length = 0;
        while (wire.next()) {
            if (wire.is(1, Wire.VARINT)) {
                offset = (int) wire.zigzag();
            } else if (wire.is(2, Wire.VARINT)) {
                length = wire.varint() & 0xffff_ffffL;
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        side.span(offset, length);
        return true;
    }

    private boolean differences(Side side) throws Fault {
        if (wire.type == Wire.VARINT) {
            side.difference(wire.zigzag());
            return true;
        }
        if (wire.type != Wire.BYTES) {
            return false;
        }
        int outer = wire.limit;
        wire.limit = wire.end();
        while (wire.at < wire.limit) {
            side.difference(wire.zigzag());
        }
        wire.limit = outer;
        return true;
    }

    private boolean counts(Side side) throws Fault {
        if (wire.type == Wire.FIXED64) {
            side.count(wire.float64());
            return true;
        }
        if (wire.type != Wire.BYTES) {
            return false;
        }
        int outer = wire.limit;
        wire.limit = wire.end();
        while (wire.at < wire.limit) {
            side.count(wire.float64());
        }
        wire.limit = outer;
        return true;
    }

    private void bucket(ProtobufReader reader) throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        grow();
        double cumulative = 0;
        double floatCumulative = 0;
        while (wire.next()) {
            if (wire.is(1, Wire.VARINT)) {
                cumulative = unsigned(wire.varint());
            } else if (wire.is(4, Wire.FIXED64)) {
                floatCumulative = wire.float64();
            } else if (wire.is(2, Wire.FIXED64)) {
                bounds[size] = wire.float64();
            } else if (wire.is(3, Wire.BYTES)) {
                exemplars[size] = reader.exemplar(1, 2, 3);
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        inBucket[size++] = floatCumulative > 0 ? floatCumulative : cumulative;
    }

    private void grow() {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            inBucket = Arrays.copyOf(inBucket, 2 * size);
            exemplars = Arrays.copyOf(exemplars, 2 * size);
        }
        bounds[size] = 0;
    }

    /// Whether it has exponential buckets, be they empty: what Prometheus takes for a native histogram.
    boolean isNative() {
        return negative.isThere() || positive.isThere() || zeroThreshold > 0 || zeroCount > 0 || floatZeroCount > 0;
    }

    /// The native histogram.
    NativeHistogram value(boolean gauge) throws Fault {
        if (schema < -4 || schema > 8) {
            throw new Fault(Fault.NOWHERE, "not a schema of exponential buckets: " + schema);
        }
        return new NativeHistogram(
                schema,
                count(),
                sum,
                zeroThreshold,
                floatZeroCount > 0 ? floatZeroCount : zeroCount,
                positive.buckets(),
                negative.buckets(),
                new double[0],
                gauge);
    }

    double count() {
        return floatCount > 0 ? floatCount : count;
    }

    double sum() {
        return sum;
    }

    /// When counting began, or 0.
    long startNanos() {
        return startNanos;
    }

    /// The number of classic buckets.
    int size() {
        return size;
    }

    /// The upper bound of a classic bucket.
    double bound(int bucket) {
        return bounds[bucket];
    }

    /// The count of a classic bucket and all below.
    double inBucket(int bucket) {
        return inBucket[bucket];
    }

    /// The exemplar of a classic bucket, or null.
    @Nullable
    Exemplar exemplar(int bucket) {
        return exemplars[bucket];
    }

    /// The exemplars of the whole, or else of its classic buckets; those without a time are left out, as Prometheus
    /// does.
    List<Exemplar> timedExemplars() {
        List<Exemplar> timed = new ArrayList<>(0);
        for (Exemplar exemplar : own) {
            if (exemplar.isTimed()) {
                timed.add(exemplar);
            }
        }
        for (int i = 0; own.isEmpty() && i < size; i++) {
            Exemplar exemplar = exemplars[i];
            if (exemplar != null && exemplar.isTimed()) {
                timed.add(exemplar);
            }
        }
        return timed;
    }
}
