package io.heliograph.core.control;

import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import java.util.List;

/// Rows as line protocol, to be shown.
final class RowText {
    private final InfluxSerializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, true, true, false));
    private final ByteSink sink = new ByteSink();

    /// Adds a line for each row, a comment for one that no line can hold.
    ///
    /// @param most of the rows
    void add(MetricBatch rows, long most, List<Object> lines) {
        for (int row = 0; row < Math.min(most, rows.size()); row++) {
            sink.clear();
            serializer.serialize(rows.slice(row, row + 1), sink);
            String text = sink.toString().strip();
            lines.add(text.isEmpty() ? "# " + rows.series(row).name() + ": no line protocol holds it" : text);
        }
    }
}
