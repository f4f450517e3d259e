package io.heliograph.plugins.redis;

import java.io.IOException;

/// The server answered a command with an error; the connection is good for the next.
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
