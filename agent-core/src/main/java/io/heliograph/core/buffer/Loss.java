package io.heliograph.core.buffer;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;

/// What is lost with a row that an output rejects: not every rejection is worth an alarm.
public enum Loss {
    /// The end of a series, which most formats have no word for: nothing.
    MARKER,
    /// Values which are no numbers, that many formats cannot carry.
    NO_NUMBERS,
    /// Something that was measured.
    ROW;

    /// What goes with a row of a batch.
    public static Loss of(MetricBatch batch, int row) {
        FieldSet fields = batch.fields(row);
        if (isMarker(batch, row, fields)) {
            return MARKER;
        }
        for (int field = 0; field < fields.size(); field++) {
            if (fields.kind(field) != FieldKind.DOUBLE || Double.isFinite(batch.doubleValue(row, field))) {
                return ROW;
            }
        }
        return NO_NUMBERS;
    }

    private static boolean isMarker(MetricBatch batch, int row, FieldSet fields) {
        return fields.size() > 0 && fields.kind(0) == FieldKind.DOUBLE && batch.bits(row, 0) == Metric.STALE_BITS;
    }
}
