package io.heliograph.plugins.common.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After` (RFC 9110, 10.2.3): seconds or a date, held to ten minutes.
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /// How long to wait, or null where the answer does not say, or nothing that can be read.
    public static @Nullable Duration of(HttpResponse answer, Instant now) {
        String value = answer.header("Retry-After");
        return value == null ? null : parse(value.strip(), now);
    }

    static @Nullable Duration parse(String value, Instant now) {
        try {
            double seconds = Double.parseDouble(value);
            return seconds >= 0 ? held(Duration.ofMillis((long) Math.min(1e9, 1000 * seconds))) : null;
        } catch (NumberFormatException notSeconds) {
            return untilDate(value, now);
        }
    }

    private static @Nullable Duration untilDate(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return held(Duration.between(now, then));
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static Duration held(Duration wanted) {
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
