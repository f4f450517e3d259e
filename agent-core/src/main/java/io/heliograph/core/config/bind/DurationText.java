package io.heliograph.core.config.bind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// Durations as Telegraf writes them: Go's syntax, `1h30m`, `500ms`, `1.5s`, with days (`7d`) added.
///
/// A number without a unit is in seconds, and an empty text is no time at all.
public final class DurationText {
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final int LONGEST_NUMBER = 64; // of a million digits it would take seconds

    private DurationText() {}

    /// Reads a duration.
    ///
    /// @throws IllegalArgumentException for anything else, and for more than 292 years
    public static Duration parse(String text) {
        String bare = text.strip();
        boolean negative = bare.startsWith("-");
        String unsigned = negative || bare.startsWith("+") ? bare.substring(1) : bare;
        if (unsigned.isEmpty() && bare.isEmpty()) {
            return Duration.ZERO;
        }
        BigDecimal nanos = sum(unsigned, text);
        if (nanos.compareTo(MAX) > 0) {
            throw refused(text);
        }
        Duration duration =
                Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
        return negative ? duration.negated() : duration;
    }

    private static BigDecimal sum(String text, String whole) {
        BigDecimal nanos = BigDecimal.ZERO;
        int at = 0;
        do {
            int unit = at;
            while (unit < text.length() && isNumberPart(text.charAt(unit))) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && !isNumberPart(text.charAt(end))) {
                end++;
            }
            boolean alone = at == 0 && unit == text.length();
            nanos = nanos.add(number(text.substring(at, unit), whole)
                    .multiply(BigDecimal.valueOf(alone ? 1_000_000_000L : nanosOf(text.substring(unit, end), whole))));
            at = end;
        } while (at < text.length());
        return nanos;
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static BigDecimal number(String digits, String whole) {
        if (digits.length() > LONGEST_NUMBER) {
            throw refused(whole);
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException notANumber) {
            throw refused(whole);
        }
    }

    private static long nanosOf(String unit, String whole) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw refused(whole);
        };
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("not a duration: '" + text + "' (try 500ms, 10s, 5m)");
    }

    /// Writes a duration so that [#parse] reads it: `1m30s`, `500ms`, `0s`.
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder out = new StringBuilder(duration.isNegative() ? "-" : "");
        Duration rest = duration.abs();
        append(out, rest.toHours(), "h");
        append(out, rest.toMinutesPart(), "m");
        append(out, rest.toSecondsPart(), "s");
        int nanos = rest.toNanosPart();
        append(out, nanos / 1_000_000, "ms");
        append(out, nanos / 1_000 % 1_000, "us");
        append(out, nanos % 1_000, "ns");
        return out.toString();
    }

    private static void append(StringBuilder out, long amount, String unit) {
        if (amount != 0) {
            out.append(amount).append(unit);
        }
    }
}
