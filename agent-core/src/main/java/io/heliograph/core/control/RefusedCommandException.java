package io.heliograph.core.control;

/// A command that cannot be done as it was asked for.
final class RefusedCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    /// @param code see [Answer#code]
    RefusedCommandException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
