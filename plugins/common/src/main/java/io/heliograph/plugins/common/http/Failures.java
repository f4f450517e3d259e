package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// Failures with the place where they happened.
final class Failures {
    private Failures() {}

    /// A failure of the same kind whose message names the request.
    static IOException at(HttpRequest request, IOException failed) {
        String message = request + ": " + (failed.getMessage() == null ? failed.toString() : failed.getMessage());
        IOException placed = sameKind(failed, message);
        placed.initCause(failed);
        return placed;
    }

    private static IOException sameKind(IOException failed, String message) {
        if (failed instanceof SocketTimeoutException) {
            return new SocketTimeoutException(message);
        }
        if (failed instanceof InterruptedIOException) {
            return new InterruptedIOException(message);
        }
        if (failed instanceof UnknownHostException) {
            return new UnknownHostException(message);
        }
        return failed instanceof ConnectException ? new ConnectException(message) : new IOException(message);
    }
}
