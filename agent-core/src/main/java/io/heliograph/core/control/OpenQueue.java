package io.heliograph.core.control;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.log.LogBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A queue while a command works with it: that of an output at work, or one that is opened for the command.
///
/// @param name of its folder
/// @param owner null for an orphan
/// @param buffer its rows
record OpenQueue(String name, @Nullable QueueOwner owner, LogBuffer buffer) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Adds rows behind all others, durably.
    void put(MetricBatch rows) throws IOException {
        long began = System.nanoTime();
        if (owner != null && owner.intake() != null) {
            owner.intake().accept(rows);
        } else {
            buffer.append(rows);
        }
        flush(began);
    }

    private void flush(long sinceNanos) throws IOException {
        try {
            buffer.flush(sinceNanos).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(name + ": " + failed.getCause().getMessage(), failed);
        } catch (TimeoutException late) {
            throw new IOException(name + ": the disk has not taken rows for " + PATIENCE.toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    boolean isOrphan() {
        return owner == null;
    }

    private boolean isAtWork() {
        return owner != null && owner.buffer() != null;
    }

    @Override
    public void close() throws IOException {
        if (!isAtWork()) {
            buffer.close();
        }
    }
}
