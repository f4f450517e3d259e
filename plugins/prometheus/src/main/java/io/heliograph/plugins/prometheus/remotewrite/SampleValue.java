package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;

/// Values as the 64 bits of a sample.
final class SampleValue {
    /// The one NaN that Prometheus stores.
    private static final long NAN_BITS = 0x7ff8000000000001L;

    private SampleValue() {}

    /// The bits of a field that is no object: truth values are 0 and 1, the sign that a series has ended stays as it
    /// is, and every other NaN becomes the ordinary one.
    static long bits(MetricBatch batch, int row, int field, FieldKind kind) {
        if (kind == FieldKind.BOOLEAN) {
            return batch.bits(row, field) != 0 ? Double.doubleToRawLongBits(1) : 0;
        }
        return canonical(Double.doubleToRawLongBits(batch.doubleValue(row, field)));
    }

    static long canonical(long bits) {
        double value = Double.longBitsToDouble(bits);
        return value == value || bits == Metric.STALE_BITS ? bits : NAN_BITS;
    }

    static boolean isEnd(long bits) {
        return bits == Metric.STALE_BITS;
    }
}
