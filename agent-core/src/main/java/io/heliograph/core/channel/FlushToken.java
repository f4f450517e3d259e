package io.heliograph.core.channel;

import java.util.concurrent.CompletableFuture;

/// Travels behind the rows of whoever waits for them: done when all buffers have what came before it.
///
/// @param done completes, or fails with a `FlushException` where an output refused
public record FlushToken(CompletableFuture<Void> done) {
    /// A token that is under way.
    public FlushToken() {
        this(new CompletableFuture<>());
    }
}
