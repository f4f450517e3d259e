package io.heliograph.plugins.transform.converter;

import io.heliograph.api.Unsigned;
import io.heliograph.plugins.common.go.GoNumbers;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A value as one of another type, null where it is none.
///
/// Numbers are rounded to the nearest integer, halves away from zero, and held within the range of the type. Texts
/// are read as Go reads them: with a prefix for their base, and as floating point numbers where they are no integers.
final class Conversions {
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

    private Conversions() {}

    static @Nullable Object toFloat(Object value) {
        return switch (value) {
            case Double number -> number;
            case Long number -> number.doubleValue();
            case Unsigned number -> number.doubleValue();
            case Boolean truth -> truth ? 1.0 : 0.0;
            case String text -> floatOf(text);
            default -> null;
        };
    }

    private static @Nullable Double floatOf(String text) {
        if (text.startsWith("0x")) {
            BigInteger number = GoNumbers.parseInteger(text);
            return number == null ? null : number.doubleValue();
        }
        Double number = GoNumbers.parseFloat(text);
        return number == null || isOverflow(number, text) ? null : number;
    }

    /// Go refuses what is beyond the largest number, unless it is called infinite.
    private static boolean isOverflow(Double number, String text) {
        return number.isInfinite() && text.indexOf('n') < 0 && text.indexOf('N') < 0;
    }

    static @Nullable Object toInteger(Object value) {
        return switch (value) {
            case Long number -> number;
            case Unsigned number -> number.bits() < 0 ? Long.MAX_VALUE : number.bits();
            case Double number -> rounded(number);
            case Boolean truth -> truth ? 1L : 0L;
            case String text -> integerOf(text);
            default -> null;
        };
    }

    private static @Nullable Object integerOf(String text) {
        BigInteger number = GoNumbers.parseInteger(text);
        if (number != null) {
            return number.min(MAX_LONG).max(MIN_LONG).longValue();
        }
        Double floating = floatOf(text);
        return floating == null ? null : rounded(floating);
    }

    private static long rounded(double number) {
        return (long) (Math.signum(number) * Math.floor(Math.abs(number) + (Math.abs(number) < 0x1p52 ? 0.5 : 0)));
    }

    static @Nullable Object toUnsigned(Object value) {
        return switch (value) {
            case Unsigned number -> number;
            case Long number -> new Unsigned(Math.max(0, number));
            case Double number -> unsigned(number);
            case Boolean truth -> new Unsigned(truth ? 1 : 0);
            case String text -> unsignedOf(text);
            default -> null;
        };
    }

    private static Unsigned unsigned(double number) {
        return Unsigned.clamped(number < 0x1p52 ? Math.floor(number + 0.5) : number);
    }

    private static @Nullable Object unsignedOf(String text) {
        BigInteger number = GoNumbers.parseInteger(text);
        if (number != null) {
            return new Unsigned(number.signum() < 0 ? 0 : number.bitLength() > 64 ? -1 : number.longValue());
        }
        Double floating = floatOf(text);
        return floating == null ? null : unsigned(floating);
    }

    static @Nullable Object toBoolean(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Long number -> number != 0;
            case Unsigned number -> number.bits() != 0;
            case Double number -> number != 0;
            case String text -> GoNumbers.parseBoolean(text);
            default -> null;
        };
    }

    static @Nullable Object toText(Object value) {
        return switch (value) {
            case String text -> text;
            case Double number -> GoNumbers.plain(number);
            case Long number -> number.toString();
            case Unsigned number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> null;
        };
    }

    static @Nullable Object ofBase64(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == Float.BYTES
                    ? (Object) (double) ByteBuffer.wrap(bytes).getFloat()
                    : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
