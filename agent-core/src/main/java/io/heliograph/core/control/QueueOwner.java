package io.heliograph.core.control;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.log.LogBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An output that has a queue.
///
/// @param queue the name of its folder
/// @param output what it is called: `outputs.influxdb::alias`
/// @param maxBytes of its queue
/// @param letterBytes of its dead letters
/// @param buffer the queue at work, or null where the output is not
/// @param intake takes rows that a command puts into the queue, as if they came from the pipeline; of an output at work
public record QueueOwner(
        String queue,
        String output,
        long maxBytes,
        long letterBytes,
        @Nullable LogBuffer buffer,
        @Nullable Consumer<MetricBatch> intake) {

    /// Of an output that is not at work.
    public static QueueOwner idle(String queue, String output, long maxBytes, long letterBytes) {
        return new QueueOwner(queue, output, maxBytes, letterBytes, null, null);
    }
}
