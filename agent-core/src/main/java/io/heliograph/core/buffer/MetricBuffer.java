package io.heliograph.core.buffer;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import java.io.Closeable;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What is routed to one output and not yet delivered, oldest first.
///
/// One thread appends (the pipeline), one thread reads and settles (the output's loop); the two meet in here. Rows
/// leave when they are acknowledged, rejected, or dropped because the buffer is full; every row that leaves is
/// counted by what it was.
public interface MetricBuffer extends Closeable {
    /// Adds rows behind all others. Never waits for anything slow; where there is no room, the buffer's policy decides.
    void append(MetricBatch batch);

    /// Completes when everything appended so far is as safe as the buffer's strategy makes it, or fails with a
    /// [io.heliograph.api.FlushException] where some of what was appended since a moment was refused, or dropped before
    /// it was safe. What was refused before that moment is somebody else's, and was told to them.
    ///
    /// @param sinceNanos as `System.nanoTime()` has it
    CompletableFuture<Void> flush(long sinceNanos);

    /// The same for all that was ever appended.
    default CompletableFuture<Void> flush() {
        return flush(Refusals.EVER);
    }

    /// The oldest rows, or null where there are none. Reading again gives the rows that were not settled, and more
    /// behind them where there is room in the window. Rows that have been read are not dropped for want of room.
    ///
    /// @param rows at the most
    @Nullable
    Window read(int rows);

    /// Settles rows of the window by their index: they leave. Rows in neither stay, in their order, and are read again.
    ///
    /// @param delivered acknowledged by the receiver
    /// @param rejected will never be delivered, and go where rejected rows go
    void settle(Window window, BitSet delivered, List<Rejection> rejected);

    /// Lets go of all rows, which are counted as dropped for that reason.
    void discard(String reason);

    /// Sets how much may be held from now on; what is over is dropped at once, and counted.
    ///
    /// @param maxRows at most so many rows
    /// @param maxBytes and about so many bytes
    void limit(long maxRows, long maxBytes);

    /// How many rows are held.
    long size();

    /// Whether what is left in it is found again by a later process.
    default boolean isDurable() {
        return false;
    }

    /// Whether rows are less safe at the moment than the buffer's strategy makes them.
    default boolean isDegraded() {
        return false;
    }

    /// About how many bytes the rows hold.
    long retainedBytes();

    /// The time of the oldest row held, or 0 where there are none.
    long oldestNanos();

    /// Rows that were read together.
    ///
    /// @param first counts all rows ever appended: the number of the window's first
    /// @param batch the rows, in the order in which they were appended
    record Window(long first, MetricBatch batch) {}
}
