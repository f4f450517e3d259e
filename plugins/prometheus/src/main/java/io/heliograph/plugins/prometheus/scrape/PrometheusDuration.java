package io.heliograph.plugins.prometheus.scrape;

import java.time.Duration;

/// Durations as Prometheus writes them: whole numbers with the units y, w, d, h, m, s and ms, the larger ones first.
final class PrometheusDuration {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};

    private PrometheusDuration() {}

    /// @throws IllegalArgumentException for anything else, and for zero
    static Duration parse(String text) {
        long millis = 0;
        int unit = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            int letters = digits;
            while (letters < text.length() && Character.isLetter(text.charAt(letters))) {
                letters++;
            }
            unit = unit(text, text.substring(digits, letters), unit);
            millis = sum(text, millis, number(text, at, digits), MILLIS[unit++]);
            at = letters;
        }
        if (millis <= 0) {
            throw wrong(text);
        }
        return Duration.ofMillis(millis);
    }

    /// A duration in that form, in whole milliseconds.
    static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        long left = duration.toMillis();
        for (int unit = 0; unit < UNITS.length; unit++) {
            // as Prometheus: years and weeks are only written where nothing is left over
            boolean fits = unit > 1 ? left >= MILLIS[unit] : left > 0 && left % MILLIS[unit] == 0;
            if (fits) {
                text.append(left / MILLIS[unit]).append(UNITS[unit]);
                left %= MILLIS[unit];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static int unit(String text, String name, int from) {
        for (int unit = from; unit < UNITS.length; unit++) {
            if (UNITS[unit].equals(name)) {
                return unit;
            }
        }
        throw wrong(text);
    }

    private static long number(String text, int from, int to) {
        if (to == from || to - from > 9) {
            throw wrong(text);
        }
        return Long.parseLong(text, from, to, 10);
    }

    private static long sum(String text, long millis, long number, long unitMillis) {
        try {
            return Math.addExact(millis, Math.multiplyExact(number, unitMillis));
        } catch (ArithmeticException tooLong) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("not a duration: '" + text + "' (try 15s, 1m30s)");
    }
}
