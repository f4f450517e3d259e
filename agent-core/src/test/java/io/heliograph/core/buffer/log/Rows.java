package io.heliograph.core.buffer.log;

import io.heliograph.api.FieldKind;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.core.buffer.BufferCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rows that are told apart by one number, and the counts of what becomes of them.
final class Rows {
    private static final Series SERIES = Series.of("m", "host", "a");

    private Rows() {}

    static MetricBatch of(long... values) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (long value : values) {
            rows.open();
            rows.put("v", FieldKind.LONG, value);
            rows.close(SERIES, rows.fieldSet(), value, ValueType.GAUGE);
        }
        return rows.seal();
    }

    /// The rows from `first` on.
    static MetricBatch from(long first, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = first + i;
        }
        return of(values);
    }

    static List<Long> values(MetricBatch batch) {
        List<Long> values = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            values.add(batch.bits(row, 0));
        }
        return values;
    }

    static BitSet first(int count) {
        BitSet rows = new BitSet();
        rows.set(0, count);
        return rows;
    }

    /// Adds up what a buffer says.
    static final class Counts implements BufferCounts {
        long written;
        long rejected;
        final Map<String, Long> dropped = new TreeMap<>();
        long letters;
        final Map<String, Long> lettersLost = new TreeMap<>();

        @Override
        public synchronized void written(long rows) {
            written += rows;
        }

        @Override
        public synchronized void rejected(long rows, String reason) {
            rejected += rows;
        }

        @Override
        public synchronized void dropped(long rows, String reason) {
            dropped.merge(reason, rows, Long::sum);
        }

        @Override
        public synchronized void letters(long rows) {
            letters += rows;
        }

        @Override
        public synchronized void lettersLost(long rows, String reason) {
            lettersLost.merge(reason, rows, Long::sum);
        }

        synchronized long allDropped() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
