package io.heliograph.plugins.common.http;

import java.io.IOException;

/// A body, unpacked, is larger than allowed.
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param limit in bytes
    public BodyTooLargeException(long limit) {
        super("the body is larger than " + limit + " bytes");
    }
}
