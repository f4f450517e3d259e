package io.heliograph.plugins.kapacitor.configuration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// Durations as Go writes them, which are those of Kapacitor's configuration: `10s`, `1m30s`, `1.5h`.
final class GoDuration {
    private GoDuration() {}

    /// @throws IllegalArgumentException for anything else
    static Duration parse(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        int at = 0;
        do {
            int unit = past(text, at, true);
            int end = past(text, unit, false);
            nanos = nanos.add(number(text, at, unit).multiply(BigDecimal.valueOf(nanosOf(text, unit, end))));
            at = end;
        } while (at < text.length());
        return Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static int past(String text, int from, boolean numbers) {
        int at = from;
        while (at < text.length() && ("0123456789.".indexOf(text.charAt(at)) >= 0) == numbers) {
            at++;
        }
        return at;
    }

    private static BigDecimal number(String text, int from, int to) {
        if (to - from > 15) {
            throw refused(text);
        }
        try {
            return new BigDecimal(text.substring(from, to));
        } catch (NumberFormatException notANumber) {
            throw refused(text);
        }
    }

    private static long nanosOf(String text, int from, int to) {
        return switch (text.substring(from, to)) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw refused(text);
        };
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("not a duration: '" + text + "' (try 10s, 5m)");
    }

    /// The text that [#parse] reads: whole milliseconds, or seconds where that is the same.
    static String format(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
