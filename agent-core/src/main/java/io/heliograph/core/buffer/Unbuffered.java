package io.heliograph.core.buffer;

import io.heliograph.api.WriteResult.Rejection;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// In the place of a buffer where rows are dealt with as they are appended: nothing is ever held.
public interface Unbuffered extends MetricBuffer {
    @Override
    default CompletableFuture<Void> flush(long sinceNanos) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    default @Nullable Window read(int rows) {
        return null;
    }

    @Override
    default void settle(Window window, BitSet delivered, List<Rejection> rejected) {}

    @Override
    default void discard(String reason) {}

    @Override
    default void limit(long maxRows, long maxBytes) {}

    @Override
    default long size() {
        return 0;
    }

    @Override
    default long retainedBytes() {
        return 0;
    }

    @Override
    default long oldestNanos() {
        return 0;
    }

    @Override
    default void close() {}
}
