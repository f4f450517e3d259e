package io.heliograph.plugins.redis;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;

/// The connection is of no more use.
final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether the server hung up, rather than being silent or talking nonsense.
    boolean closedByServer() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException || cause instanceof ProtocolException) {
                return false;
            }
        }
        return true;
    }
}
