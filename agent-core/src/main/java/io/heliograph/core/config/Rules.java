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
            throw new InvalidOptionException(
                    key, "must be longer than 0, is " + DurationText.format(value) + " (try 10s)");
        }
    }

    static void notNegative(String key, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new InvalidOptionException(
                    key, "must not be negative, is " + DurationText.format(value) + " (try 5s)");
        }
    }

    /// `host:port`, `[::1]:port` or `:port`; empty for none.
    static void listenAddress(String key, String value) {
        int colon = value.lastIndexOf(':');
        String host = colon < 0 ? value : value.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        boolean good = colon >= 0 && (bracketed || host.indexOf(':') < 0) && isPort(value.substring(colon + 1));
        if (!value.isEmpty() && !good) {
            throw new InvalidOptionException(key, "not host:port: '" + value + "' (try 127.0.0.1:9270)");
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
    }

    static void positive(String key, @Nullable Integer value) {
        if (value != null && value <= 0) {
            throw new InvalidOptionException(key, "must be more than 0, is " + value + " (try 1000)");
        }
    }
}
