package io.heliograph.plugins.common.go;

import io.heliograph.api.Unsigned;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads times as Telegraf's options of the kind `timestamp_format` say: `unix`, `unix_ms`, `unix_us`, `unix_ns`, or
/// a layout.
public final class GoTimestamps {
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

    private static final int LONGEST_NUMBER = 64; // a million digits would take half a minute
    private static final int MOST_DIGITS = 20; // before the point; more are no time, and would only cost memory

    private final String format;
    private final ZoneId zone;
    private final long unitNanos; // 0: a layout
    private final GoLayout layout;

    /// @param format as above
    /// @param zone of times that do not say theirs
    public GoTimestamps(String format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
        this.unitNanos = unitNanos(format);
        this.layout = GoLayout.named(format);
    }

    /// The nanoseconds of a unit, or 0 for anything that is none of `unix`, `unix_ms`, `unix_us`, `unix_ns`.
    public static long unitNanos(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "unix" -> 1_000_000_000L;
            case "unix_ms" -> 1_000_000L;
            case "unix_us" -> 1_000L;
            case "unix_ns" -> 1L;
            default -> 0L;
        };
    }

    /// Reads a value of a field or tag. Seconds may have a fraction; of other units it is cut off.
    ///
    /// @return nanoseconds since 1970-01-01T00:00:00Z
    /// @throws IllegalArgumentException for what is no time in this format
    public long epochNanos(Object value) {
        if (unitNanos == 0) {
            return nanosOf(layout.parse(text(value), zone));
        }
        BigDecimal number = number(value);
        if (number == null || number.precision() - number.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("not a time: '" + value + "' (of the format " + format + ")");
        }
        BigDecimal nanos = unitNanos == 1_000_000_000L
                ? number.multiply(NANOS_PER_SECOND)
                : new BigDecimal(number.toBigInteger()).multiply(BigDecimal.valueOf(unitNanos));
        BigInteger whole = nanos.toBigInteger();
        if (whole.bitLength() > 63) {
            throw new IllegalArgumentException(
                    "not a time between 1677 and 2262: '" + value + "' (of the format " + format + ")");
        }
        return whole.longValue();
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not a text: " + value + " (a layout is for texts)");
    }

    private static @Nullable BigDecimal number(Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case Unsigned number -> new BigDecimal(number.toString());
            case Double number -> Double.isFinite(number) ? new BigDecimal(number) : null;
            case String text -> decimal(text);
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(text.replace(',', '.'));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static long nanosOf(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException("not a time between 1677 and 2262: " + time, tooFar);
        }
    }
}
