package io.heliograph.core.format;

/// What is wrong with one line. It has no stack: a sender of garbage must not cost more than one of good lines.
final class LineFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    LineFault(int line, String message) {
        super(message, null, false, false);
        this.line = line;
    }

    /// Counted from 1.
    int line() {
        return line;
    }

    /// Never null, unlike the inherited one.
    String text() {
        return String.valueOf(getMessage());
    }
}
