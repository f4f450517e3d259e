package io.heliograph.plugins.mysql.dsn;

import java.time.Duration;
import java.util.Map;

/// Durations as they stand in data source names: `500ms`, `5s`, `1m30s`, `1.5h`.
final class GoDuration {
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3_600e9);

    private GoDuration() {}

    /// @throws IllegalArgumentException for anything else
    static Duration parse(String text) {
        double nanos = 0;
        int at = 0;
        while (at < text.length()) {
            int unit = end(text, at, true);
            int next = end(text, unit, false);
            Double factor = NANOS.get(text.substring(unit, next));
            if (unit == at || factor == null) {
                throw wrong(text);
            }
            nanos += number(text, at, unit) * factor;
            at = next;
        }
        if (text.isEmpty()) {
            throw wrong(text);
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    private static int end(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at)) == digits) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static double number(String text, int from, int to) {
        try {
            return Double.parseDouble(text.substring(from, to));
        } catch (NumberFormatException twoPoints) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("not a duration: '" + text + "' (try 500ms, 5s, 1m)");
    }
}
