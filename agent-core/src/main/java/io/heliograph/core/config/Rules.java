package io.heliograph.core.config;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.core.config.bind.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Rules that several options share. An absent value breaks none.
final class Rules {
    private Rules() {}

    static void positive(String key, @Nullable Duration value) {
        if (value != null && !value.isPositive()) {
            throw new InvalidOptionException(key, "must be longer than 0, is " + DurationText.format(value) + " (try 10s)");
        }
    }

    static void notNegative(String key, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new InvalidOptionException(key, "must not be negative, is " + DurationText.format(value) + " (try 5s)");
        }
    }

    static void positive(String key, @Nullable Integer value) {
        if (value != null && value <= 0) {
            throw new InvalidOptionException(key, "must be more than 0, is " + value + " (try 1000)");
        }
    }
}
