package io.heliograph.core.buffer.log;

import io.heliograph.api.FlushException;
import io.heliograph.core.buffer.Refusals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Those who wait until their rows are durable, in the order of their rows. Who calls holds the lock of the rows;
/// what is returned is to be run without it.
final class FlushWaiters {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Refusals refusals;
    private final Deque<Waiter> waiters = new ArrayDeque<>();

    private record Waiter(long upTo, long sinceNanos, CompletableFuture<Void> done) {}

    FlushWaiters(Refusals refusals) {
        this.refusals = refusals;
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    /// Waits until all rows below a number are durable, and none that came since a moment is refused.
    CompletableFuture<Void> add(long upTo, long sinceNanos) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiters.addLast(new Waiter(upTo, sinceNanos, done));
        return done;
    }

    /// Those whose rows are durable, but for those that were given up meanwhile.
    Runnable served(long durable) {
        List<Runnable> answers = new ArrayList<>();
        while (!waiters.isEmpty() && waiters.getFirst().upTo <= durable) {
            Waiter waiter = waiters.removeFirst();
            boolean refused = refusals.isAnySince(waiter.sinceNanos);
            answers.add(() -> answer(waiter, refused));
        }
        return () -> answers.forEach(Runnable::run);
    }

    private static void answer(Waiter waiter, boolean refused) {
        if (refused) {
            waiter.done.completeExceptionally(Refusals.refused());
        } else {
            waiter.done.complete(null);
        }
    }

    /// All, who wait in vain.
    Runnable disappointed(String why) {
        List<Waiter> all = new ArrayList<>(waiters);
        waiters.clear();
        return () -> all.forEach(waiter -> waiter.done.completeExceptionally(new FlushException(why, RETRY_AFTER)));
    }
}
