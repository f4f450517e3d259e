package io.heliograph.core.channel;

import java.util.concurrent.CompletableFuture;

/// Travels behind the rows of whoever waits for them: done when all buffers have what came before it.
///
/// @param sinceNanos when the first of the rows was emitted, as `System.nanoTime()` has it: what an output refused
///     before is not theirs
/// @param done completes, or fails with a `FlushException` where an output refused
public record FlushToken(long sinceNanos, CompletableFuture<Void> done) {
    /// A token that is under way.
    public FlushToken(long sinceNanos) {
        this(sinceNanos, new CompletableFuture<>());
    }
}
