package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// Hundreds of fields of one series, in rows of 20, so that each fits into a datagram.
final class WideRow {
    private static final int FIELDS = 20;

    private final Accumulator out;
    private final Series series;
    private @Nullable Row row;
    private int fields;

    WideRow(Accumulator out, Series series) {
        this.out = out;
        this.series = series;
    }

    /// The row for the next field.
    Row next() {
        if (fields == FIELDS) {
            end();
        }
        Row open = row;
        if (open == null) {
            open = out.row(series);
            row = open;
        }
        fields++;
        return open;
    }

    /// Emits what is open. Nothing else can be emitted before.
    void end() {
        Row open = row;
        row = null;
        fields = 0;
        if (open != null) {
            open.emit();
        }
    }
}
