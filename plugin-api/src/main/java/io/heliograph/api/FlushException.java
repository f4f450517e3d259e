package io.heliograph.api;

import java.time.Duration;

/// What was emitted is not in the buffers: a pusher must be told to try again.
public final class FlushException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final boolean full;

    /// @param message which output refused, and why
    /// @param retryAfter when another try makes sense
    public FlushException(String message, Duration retryAfter) {
        this(message, retryAfter, false);
    }

    private FlushException(String message, Duration retryAfter, boolean full) {
        super(message);
        this.retryAfter = retryAfter;
        this.full = full;
    }

    /// Of a buffer that works, and has no room for more.
    ///
    /// @param message which output refused
    /// @param retryAfter when another try makes sense
    public static FlushException ofFull(String message, Duration retryAfter) {
        return new FlushException(message, retryAfter, true);
    }

    /// When another try makes sense.
    public Duration retryAfter() {
        return retryAfter;
    }

    /// Whether there is too much and nothing is broken: 429 of HTTP, and not 503.
    public boolean isFull() {
        return full;
    }
}
