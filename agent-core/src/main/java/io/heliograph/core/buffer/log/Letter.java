package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;

/// Rows that were rejected together, for one reason.
///
/// @param first the number of the first row among all dead letters of the output; -1 for what is not filed yet
/// @param epochMillis when
/// @param reason in the words of the output or its receiver
/// @param rows as they were to be delivered
public record Letter(long first, long epochMillis, String reason, MetricBatch rows) {
    /// The number behind the last row.
    public long end() {
        return first + rows.size();
    }
}
