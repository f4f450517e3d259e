package io.heliograph.core.control;

import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import java.util.List;

/// Rows as line protocol, to be shown.
final class RowText {
    private static final long MOST_BYTES = 16 << 20;

    private final InfluxSerializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, true, true, false));
    private final ByteSink sink = new ByteSink();
    private long bytes;

    /// Whether an answer should not get longer.
    boolean isFull() {
        return bytes > MOST_BYTES;
    }

    /// Adds a line for each row, a comment for one that no line can hold; none when there are many bytes.
    ///
    /// @param most of the rows
    void add(MetricBatch rows, long most, List<Object> lines) {
        for (int row = 0; row < Math.min(most, rows.size()) && !isFull(); row++) {
            sink.clear();
            serializer.serialize(rows.slice(row, row + 1), sink);
            bytes += sink.size();
            String text = sink.toString().strip();
            lines.add(text.isEmpty() ? "# " + rows.series(row).name() + ": no line protocol holds it" : text);
        }
    }
}
