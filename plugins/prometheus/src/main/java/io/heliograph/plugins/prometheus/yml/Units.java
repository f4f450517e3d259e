package io.heliograph.plugins.prometheus.yml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations and sizes as Prometheus writes them, as ours are written.
final class Units {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?"
                    + "(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,15})ms)?");
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L};
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,18}(?:\\.\\d+)?)([KMGTPE]?i?B)", Pattern.CASE_INSENSITIVE);
    private static final List<String> PREFIXES = List.of("", "K", "M", "G", "T", "P", "E");

    private Units() {}

    /// @return `15s` or `500ms`
    /// @throws IllegalArgumentException for anything else than Prometheus' durations
    static String duration(String text) {
        return text(millis(text));
    }

    /// Milliseconds, as ours are written.
    static String text(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /// The same in milliseconds.
    static long millis(String text) {
        Matcher parts = DURATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            if (text.equals("0")) {
                return 0;
            }
            throw wrong(text);
        }
        try {
            return sum(parts);
        } catch (ArithmeticException tooLong) {
            throw wrong(text);
        }
    }

    private static long sum(Matcher parts) {
        long millis = 0;
        for (int i = 0; i < MILLIS.length; i++) {
            long number = parts.group(i + 1) == null ? 0 : Long.parseLong(parts.group(i + 1));
            millis = Math.addExact(millis, Math.multiplyExact(number, MILLIS[i]));
        }
        return millis;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("not a duration: '" + text + "' (try 15s, 1m30s)");
    }

    /// Bytes; every unit is 1024 of the one before.
    ///
    /// @throws IllegalArgumentException for anything else than Prometheus' sizes
    static Long bytes(String text) {
        if (text.equals("0")) {
            return 0L;
        }
        BigDecimal bytes = BigDecimal.ZERO;
        Matcher parts = SIZE.matcher(text);
        int at = 0;
        while (at < text.length() && parts.find(at) && parts.start() == at) {
            String unit = parts.group(2).toUpperCase(Locale.ROOT);
            int power = unit.startsWith("B") ? 0 : PREFIXES.indexOf(unit.substring(0, 1));
            bytes = bytes.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power)));
            at = parts.end();
        }
        if (at < text.length() || text.isEmpty() || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("not a size: '" + text + "' (try 10MB)");
        }
        return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    }
}
