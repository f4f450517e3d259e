package io.heliograph.core.buffer.log;

import io.heliograph.api.FlushException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Those who wait until their rows are durable, in the order of their rows. Who calls holds the lock of the rows;
/// what is returned is to be run without it.
final class FlushWaiters {
    private static final long REFUSAL_COUNTS_NANOS = 60_000_000_000L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private long refusedNanos;
    private boolean refused;

    private record Waiter(long upTo, CompletableFuture<Void> done) {}

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    /// Rows were refused, or lost before they were durable.
    void refused() {
        refused = true;
        refusedNanos = System.nanoTime();
    }

    boolean isRefused() {
        return refused && System.nanoTime() - refusedNanos < REFUSAL_COUNTS_NANOS;
    }

    static CompletableFuture<Void> failed(String why) {
        return CompletableFuture.failedFuture(new FlushException(why, RETRY_AFTER));
    }

    /// Waits until all rows below a number are durable.
    CompletableFuture<Void> add(long upTo) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiters.addLast(new Waiter(upTo, done));
        return done;
    }

    /// Those whose rows are durable.
    Runnable served(long durable) {
        List<Waiter> served = new ArrayList<>();
        while (!waiters.isEmpty() && waiters.getFirst().upTo <= durable) {
            served.add(waiters.removeFirst());
        }
        return () -> served.forEach(waiter -> waiter.done.complete(null));
    }

    /// All, who wait in vain.
    Runnable disappointed(String why) {
        List<Waiter> all = new ArrayList<>(waiters);
        waiters.clear();
        return () -> all.forEach(waiter -> waiter.done.completeExceptionally(new FlushException(why, RETRY_AFTER)));
    }
}
