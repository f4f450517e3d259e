package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// A text that never appears in logs, errors or printed configuration.
public final class Secret {
    /// What is shown in its place.
    public static final String MASK = "********";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /// Wraps a text.
    public static Secret of(String value) {
        return new Secret(value);
    }

    /// The text itself.
    public String reveal() {
        return value;
    }

    /// Whether there is no text.
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
