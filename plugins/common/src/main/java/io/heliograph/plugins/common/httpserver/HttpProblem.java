package io.heliograph.plugins.common.httpserver;

import java.io.IOException;
import java.time.Duration;

/// A request that is not served, and the status that says why.
public final class HttpProblem extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Duration retryAfter;

    /// @param status of HTTP, 400 to 599
    /// @param message for whoever sent the request
    public HttpProblem(int status, String message) {
        this(status, message, Duration.ZERO);
    }

    /// @param retryAfter when another try makes sense; zero where it never does
    public HttpProblem(int status, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /// The status to answer with.
    public int status() {
        return status;
    }

    /// The message.
    public String message() {
        return String.valueOf(getMessage());
    }

    /// When another try makes sense; zero where it never does.
    public Duration retryAfter() {
        return retryAfter;
    }
}
