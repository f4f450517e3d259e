package io.heliograph.api;

import java.time.Duration;

/// What was emitted is not in the buffers: a pusher must be told to try again.
public final class FlushException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /// @param message which output refused, and why
    /// @param retryAfter when another try makes sense
    public FlushException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /// When another try makes sense.
    public Duration retryAfter() {
        return retryAfter;
    }
}
