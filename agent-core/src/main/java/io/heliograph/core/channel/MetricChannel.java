package io.heliograph.core.channel;

import io.heliograph.api.MetricBatch;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The hand-off from all inputs to the one thread of the pipeline, in order. It is bounded for rows: a full channel
/// blocks whoever emits, until the pipeline takes a batch. That is soon, or when the plugin that holds the pipeline is
/// left behind. Tokens and calls never wait for room, so that nobody who looks after the pipeline waits for it.
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

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(CAPACITY);

    /// Hands rows over, and waits while the channel is full. An interrupt does not cut that short, as the rows would
    /// be lost; it stays set for the caller to see.
    public void put(MetricBatch batch) {
        Item rows = new Item.Rows(batch);
        room.acquireUninterruptibly();
        add(rows);
    }

    /// Hands rows over where there is room for them. Never waits.
    ///
    /// @param sealed makes the rows; only asked where there is room
    /// @return whether there was
    public boolean offer(Supplier<MetricBatch> sealed) {
        if (!room.tryAcquire()) {
            return false;
        }
        Item rows;
        try {
            rows = new Item.Rows(sealed.get());
        } catch (RuntimeException | Error problem) {
            room.release();
            throw problem;
        }
        add(rows);
        return true;
    }

    private void add(Item rows) {
        boolean added = false;
        try {
            added = items.add(rows);
        } finally {
            if (!added) {
                room.release();
            }
        }
    }

    /// Sends a token after the rows. Never waits.
    public void put(FlushToken token) {
        items.add(new Item.Flush(token));
    }

    /// Has something done on the pipeline's thread, after the rows that went before. Never waits.
    public void call(Runnable work) {
        items.add(new Item.Call(work));
    }

    /// The next item, or null where none comes in time.
    public @Nullable Item poll(long timeout, TimeUnit unit) throws InterruptedException {
        Item item = items.poll(timeout, unit);
        if (item instanceof Item.Rows) {
            room.release();
        }
        return item;
    }

    /// Whether nothing waits.
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /// How many batches, tokens and calls wait.
    public int size() {
        return items.size();
    }
}
