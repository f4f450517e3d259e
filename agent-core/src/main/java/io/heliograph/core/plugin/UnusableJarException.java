package io.heliograph.core.plugin;

/// A jar that cannot serve. The message is the reason, for the reader of a [JarProblem].
final class UnusableJarException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableJarException(String reason) {
        super(reason);
    }

    UnusableJarException(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
