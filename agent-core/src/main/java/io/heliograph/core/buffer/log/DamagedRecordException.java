package io.heliograph.core.buffer.log;

import java.io.IOException;

/// The bytes are no record of ours.
final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedRecordException(String message) {
        super(message);
    }
}
