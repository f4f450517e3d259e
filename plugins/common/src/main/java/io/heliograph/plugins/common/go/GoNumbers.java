package io.heliograph.plugins.common.go;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Numbers as Go's `strconv` and `fmt` write and read them.
public final class GoNumbers {
    private static final int MOST_DIGITS = 400; // the largest double has 309, and a million take seconds
    private static final int LARGEST_PLAIN_EXPONENT = 21;

    private GoNumbers() {}

    /// The shortest decimal that reads back the same, without an exponent: `strconv.FormatFloat(v, 'f', -1, 64)`.
    public static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            String digits = Long.toString((long) value);
            return isNegativeZero(value) ? "-0" : digits;
        }
        return Double.isFinite(value)
                ? stripZeros(new BigDecimal(Double.toString(value)).toPlainString())
                : notFinite(value);
    }

    private static boolean isNegativeZero(double value) {
        return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }

    private static String stripZeros(String plain) {
        int end = plain.length();
        if (plain.indexOf('.') < 0) {
            return plain;
        }
        while (plain.charAt(end - 1) == '0') {
            end--;
        }
        return plain.substring(0, plain.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /// As `fmt` prints it with `%v`: without an exponent from 1e-4 up to 1e21, otherwise as `1e+21`.
    public static String general(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return plain(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < LARGEST_PLAIN_EXPONENT) {
            return plain(value);
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (power.length() == 1 ? "0" : "")
                + power;
    }

    /// Reads a floating point number: `strconv.ParseFloat`. Null for anything else; infinite for what is too large.
    public static @Nullable Double parseFloat(String text) {
        String bare = unsigned(text);
        if (bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (!isFloat(bare)) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /// Java would also take blanks around, and a `d` or `f` behind a number.
    private static boolean isFloat(String bare) {
        if (bare.isEmpty()) {
            return false;
        }
        char first = bare.charAt(0);
        char last = bare.charAt(bare.length() - 1);
        boolean hex = bare.length() > 1 && first == '0' && (bare.charAt(1) == 'x' || bare.charAt(1) == 'X');
        return (first == '.' || isDigit(first))
                && (hex ? bare.indexOf('p') + bare.indexOf('P') > 0 : last == '.' || isDigit(last));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String unsigned(String text) {
        return text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    }

    /// Reads a signed integer of 64 bits: `strconv.ParseInt(text, 0, 64)`, so `0x1f`, `0o17`, `017`, `0b1` and
    /// `1_000` work. Null for anything else.
    public static @Nullable Long parseLong(String text) {
        BigInteger number = parseInteger(text);
        return number == null || number.bitLength() > 63 ? null : number.longValue();
    }

    /// Reads an unsigned integer of 64 bits: `strconv.ParseUint(text, 0, 64)`. Null for anything else, a sign included.
    ///
    /// @return its 64 bits
    public static @Nullable Long parseUnsignedLong(String text) {
        BigInteger number = isDigit(text.isEmpty() ? ' ' : text.charAt(0)) ? parseInteger(text) : null;
        return number == null || number.bitLength() > 64 ? null : number.longValue();
    }

    /// Reads an integer of up to 400 digits, with a prefix for its base. Null for anything else.
    public static @Nullable BigInteger parseInteger(String text) {
        String bare = unsigned(text);
        int radix = radix(bare);
        String digits = digits(bare, radix);
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || digits.charAt(0) == '-' || digits.charAt(0) == '+') {
            return null;
        }
        try {
            BigInteger number = new BigInteger(digits, radix);
            return text.startsWith("-") ? number.negate() : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static int radix(String bare) {
        if (bare.length() < 2 || bare.charAt(0) != '0') {
            return 10;
        }
        return switch (bare.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static String digits(String bare, int radix) {
        boolean letter = radix != 10 && Character.isLetter(bare.charAt(1));
        String digits = letter ? bare.substring(2) : bare;
        boolean underscores = digits.indexOf('_') > 0 && !digits.endsWith("_") && !digits.contains("__");
        return underscores ? digits.replace("_", "") : digits;
    }

    /// Reads a truth value: `strconv.ParseBool`. Null for anything else.
    public static @Nullable Boolean parseBoolean(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
            case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
            default -> null;
        };
    }
}
