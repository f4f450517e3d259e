package io.heliograph.plugins.prometheus.exposition;

import java.io.IOException;

/// An answer is larger than the job allows.
public final class LimitExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message the limit and what was found
    public LimitExceededException(String message) {
        super(message);
    }
}
