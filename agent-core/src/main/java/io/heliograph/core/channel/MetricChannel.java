package io.heliograph.core.channel;

import io.heliograph.api.MetricBatch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bounded hand-off from all inputs to the one thread of the pipeline. A full channel blocks whoever emits, and
/// the pipeline never blocks for long, since buffers do not: so waiting always ends.
public final class MetricChannel {
    /// So many batches of at most a thousand rows wait at the most.
    private static final int CAPACITY = 64;

    /// What travels: rows, or a token that follows them.
    public sealed interface Item {
        /// Sealed rows.
        ///
        /// @param batch not empty
        record Rows(MetricBatch batch) implements Item {}

        /// Somebody waits for what went before.
        ///
        /// @param token completed at the far end
        record Flush(FlushToken token) implements Item {}

        /// Something is to be done on the pipeline's thread, after the rows that went before.
        ///
        /// @param work does not throw
        record Call(Runnable work) implements Item {}
    }

    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(CAPACITY);

    /// Hands rows over, and waits while the channel is full. An interrupt does not cut that short, as the rows would
    /// be lost; it stays set for the caller to see.
    public void put(MetricBatch batch) {
        put(new Item.Rows(batch));
    }

    /// Sends a token after the rows.
    public void put(FlushToken token) {
        put(new Item.Flush(token));
    }

    /// Has something done on the pipeline's thread, after the rows that went before.
    public void call(Runnable work) {
        put(new Item.Call(work));
    }

    private void put(Item item) {
        boolean interrupted = false;
        while (true) {
            try {
                items.put(item);
                break;
            } catch (InterruptedException wait) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The next item, or null where none comes in time.
    public @Nullable Item poll(long timeout, TimeUnit unit) throws InterruptedException {
        return items.poll(timeout, unit);
    }

    /// Whether nothing waits.
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /// How many batches and tokens wait.
    public int size() {
        return items.size();
    }
}
