package io.heliograph.plugins.prometheus.exposition;

/// Something that the text must not have, at a place in it. Carries no stack trace: a bad target makes many of these.
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    /// The offset of a fault whose place has no line.
    static final int NOWHERE = -1;

    private final int offset;

    /// @param offset in the array that is read, or [#NOWHERE]
    /// @param message what is wrong there
    Fault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
