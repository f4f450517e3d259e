package io.heliograph.core.format;

import io.heliograph.api.ByteSink;

/// Writes numbers as text, without a string where that is possible.
///
/// Floating point numbers come out as in Go's `strconv.FormatFloat(x, 'f', -1, 64)`: the shortest digits that read
/// back as the same number, never with an exponent.
final class NumberText {
    private static final double EXACT = 0x1p53;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final long[] WHOLE_POWERS = wholePowers();
    private static final double MOST_DIGITS = 1e15;
    private static final double ODD_DIGITS_BELOW = 1e-321;

    private NumberText() {}

    /// Writes a signed integer.
    static void put(ByteSink out, long value) {
        if (value == Long.MIN_VALUE) {
            out.putText("-9223372036854775808");
            return;
        }
        if (value < 0) {
            out.put('-');
        }
        putDigits(out, Math.abs(value), 1);
    }

    /// Writes an unsigned integer.
    static void putUnsigned(ByteSink out, long bits) {
        if (bits >= 0) {
            putDigits(out, bits, 1);
        } else {
            long head = Long.divideUnsigned(bits, 10);
            putDigits(out, head, 1);
            out.put('0' + (int) (bits - head * 10));
        }
    }

    /// Writes digits, with zeros before them up to a width.
    static void putDigits(ByteSink out, long value, int width) {
        int count = Math.max(width, digits(value));
        out.reserve(count);
        byte[] array = out.array();
        long rest = value;
        for (int at = out.size() + count - 1; at >= out.size(); at--) {
            long tenth = rest / 10;
            array[at] = (byte) ('0' + (int) (rest - tenth * 10));
            rest = tenth;
        }
        out.advance(count);
    }

    /// The length of a signed integer.
    static int length(long value) {
        return value == Long.MIN_VALUE ? 20 : digits(Math.abs(value)) + (value < 0 ? 1 : 0);
    }

    /// 1233 / 4096 is a little more than the decimal logarithm of 2, so the guess is right or one too low.
    private static int digits(long value) {
        int guess = (Long.SIZE - Long.numberOfLeadingZeros(value)) * 1233 >>> 12;
        return Math.max(1, value < WHOLE_POWERS[guess] ? guess : guess + 1);
    }

    private static long[] wholePowers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /// Writes a finite floating point number.
    static void put(ByteSink out, double value) {
        double magnitude = Math.abs(value);
        if (value < 0 || value == 0 && 1 / value < 0) {
            out.put('-');
        }
        if (magnitude < EXACT && magnitude == (long) magnitude) {
            putDigits(out, (long) magnitude, 1);
        } else if (!ShortestDecimal.put(out, magnitude) && !putFewDecimals(out, magnitude)) {
            putAllDigits(out, Double.toString(magnitude), magnitude);
        }
    }

    /// Writes a number that has at most 9 decimals and 15 digits. Two texts of 15 digits never stand for the same
    /// number, so the one that reads back is the shortest.
    private static boolean putFewDecimals(ByteSink out, double magnitude) {
        for (int decimals = 1; decimals < POWERS.length; decimals++) {
            double scaled = Math.rint(magnitude * POWERS[decimals]);
            if (scaled >= MOST_DIGITS) {
                return false;
            }
            if (scaled / POWERS[decimals] == magnitude) {
                putDecimal(out, (long) scaled, decimals);
                return true;
            }
        }
        return false;
    }

    private static void putDecimal(ByteSink out, long scaled, int decimals) {
        long power = (long) POWERS[decimals];
        putDigits(out, scaled / power, 1);
        out.put('.');
        putDigits(out, scaled % power, decimals);
    }

    /// Writes what `Double.toString` gave without its exponent.
    private static void putAllDigits(ByteSink out, String text, double magnitude) {
        int e = text.indexOf('E');
        int exponent = e < 0 ? 0 : Integer.parseInt(text, e + 1, text.length(), 10);
        String mantissa = e < 0 ? text : text.substring(0, e);
        int point = mantissa.indexOf('.') + exponent;
        String digits = mantissa.replace(".", "");
        if (magnitude < ODD_DIGITS_BELOW) {
            digits = oneDigit(digits, exponent, magnitude);
        }
        putPlaced(out, digits, point);
    }

    /// Java prefers two digits to one where both read back (`4.9E-324`); Go does not.
    private static String oneDigit(String digits, int exponent, double magnitude) {
        int tens = Math.round(Integer.parseInt(digits) / 10f);
        boolean readsBack = digits.length() == 2 && tens < 10 && Double.parseDouble(tens + "E" + exponent) == magnitude;
        return readsBack ? Integer.toString(tens) : digits;
    }

    /// Writes digits with the point behind the first `point` of them.
    private static void putPlaced(ByteSink out, String digits, int point) {
        int length = digits.length();
        while (length > 1 && digits.charAt(length - 1) == '0') {
            length--;
        }
        int start = 0;
        while (start < length - 1 && digits.charAt(start) == '0') {
            start++;
        }
        putPlaced(out, digits.substring(start, length), point - start, length - start);
    }

    private static void putPlaced(ByteSink out, String digits, int point, int length) {
        if (point <= 0) {
            out.putText("0.");
            putZeros(out, -point);
            out.putText(digits);
        } else if (point >= length) {
            out.putText(digits);
            putZeros(out, point - length);
        } else {
            out.putText(digits.substring(0, point));
            out.put('.');
            out.putText(digits.substring(point));
        }
    }

    private static void putZeros(ByteSink out, int count) {
        for (int i = 0; i < count; i++) {
            out.put('0');
        }
    }
}
