package io.heliograph.core.buffer;

import io.heliograph.api.FlushException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// When a buffer last refused rows, or dropped some that were not safe yet, so that it is those who emitted them that
/// are told, and nobody else. It is known to the moment at which rows were appended: who emitted something that was
/// taken in the same milliseconds may be told too, and sends it twice.
///
/// Who calls holds the buffer's lock.
public final class Refusals {
    /// Before any row came.
    static final long EVER = System.nanoTime();

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private boolean any;
    private long lastNanos;

    /// Rows that were appended at a moment are refused.
    public void add(long appendedNanos) {
        lastNanos = any && lastNanos - appendedNanos > 0 ? lastNanos : appendedNanos;
        any = true;
    }

    /// Whether rows that came at a moment or later were refused.
    public boolean isAnySince(long nanos) {
        return any && lastNanos - nanos >= 0;
    }

    /// What a flush answers then: there is no room.
    public static FlushException refused() {
        return FlushException.ofFull("rows were refused", RETRY_AFTER);
    }

    /// What a flush answers that fails whatever was emitted.
    public static CompletableFuture<Void> failed(String why) {
        return CompletableFuture.failedFuture(new FlushException(why, RETRY_AFTER));
    }
}
