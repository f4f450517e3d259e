package io.heliograph.core.format;

import java.nio.charset.StandardCharsets;

/// Numbers read from bytes, without a string and exact to the last bit.
///
/// A floating point number is read as a whole number `m` of at most 19 digits and a power of ten. There are three
/// ways on:
/// - `m` below 2^53 and a power up to 10^22 are both exact doubles, so one multiplication or division rounds correctly
///   (Clinger). Most samples go this way.
/// - `m / 10^k` for `k` up to 19 is divided in 128 bits, with the remainder as the sticky bit. Percentages with 16 or
///   17 digits go this way.
/// - All else is left to `Double.parseDouble`, which costs a string.
final class Decimal {
    /// What a method that gives a double answers where the text is no number.
    static final long NO_NUMBER = 0x7ff8_dead_dead_deadL;

    private static final int MOST_DIGITS = 19;
    private static final double[] POWERS = new double[23];
    private static final long[] LONG_POWERS = new long[20];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
        long longPower = 1;
        for (int i = 0; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = longPower;
            longPower *= 10;
        }
    }

    private Decimal() {}

    /// Reads a floating point number: digits with at most one point, and an exponent or none.
    ///
    /// @return its bits, those of an infinity where it is too large, or [#NO_NUMBER]
    static long doubleBits(byte[] text, int from, int to) {
        boolean negative = from < to && text[from] == '-';
        int start = negative ? from + 1 : from;
        long mantissa = 0;
        int digits = 0;
        int kept = 0;
        int scale = 0;
        boolean point = false;
        int at = start;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (kept < MOST_DIGITS) {
                    mantissa = mantissa * 10 + digit;
                    kept += mantissa == 0 ? 0 : 1;
                    scale -= point ? 1 : 0;
                } else {
                    kept++;
                    scale += point ? 0 : 1;
                }
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return NO_NUMBER;
        }
        if (at < to) {
            if ((text[at] | 0x20) != 'e' || !isExponent(text, at + 1, to)) {
                return NO_NUMBER;
            }
            scale += exponent(text, at + 1, to);
        }
        double magnitude = kept > MOST_DIGITS ? Double.NaN : scaled(mantissa, scale);
        if (Double.isNaN(magnitude)) {
            return Double.doubleToRawLongBits(slowly(text, from, to));
        }
        return Double.doubleToRawLongBits(negative ? -magnitude : magnitude);
    }

    private static boolean isExponent(byte[] text, int from, int to) {
        int at = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        if (at == to) {
            return false;
        }
        for (; at < to; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int exponent(byte[] text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            if (text[at] >= '0' && value < 10_000) {
                value = value * 10 + text[at] - '0';
            }
        }
        return text[from] == '-' ? -value : value;
    }

    /// `mantissa` (unsigned) times ten to the power of `scale`; NaN where that needs the slow way.
    private static double scaled(long mantissa, int scale) {
        if (mantissa == 0) {
            return 0;
        }
        if (mantissa > 0 && mantissa <= 1L << 53 && scale >= -22 && scale <= 22) {
            return scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
        }
        return scale <= 0 && scale > -LONG_POWERS.length ? quotient(mantissa, LONG_POWERS[-scale]) : Double.NaN;
    }

    /// The double nearest to `dividend / divisor`, both unsigned and not 0.
    ///
    /// The dividend is shifted so that the quotient has 63 or 64 bits, of which the upper 53 are kept; the lower ones
    /// and the remainder say which way to round.
    private static double quotient(long dividend, long divisor) {
        int shift = 63 + Long.numberOfLeadingZeros(dividend) - Long.numberOfLeadingZeros(divisor);
        long high = shift == 0 ? 0 : shift < 64 ? dividend >>> (64 - shift) : dividend << (shift - 64);
        long low = shift < 64 ? dividend << shift : 0;
        long quotient = divided(high, low, divisor);
        boolean exact = quotient * divisor == low;
        int excess = quotient < 0 ? 11 : 10;
        long kept = quotient >>> excess;
        long rest = quotient & (1L << excess) - 1;
        long half = 1L << (excess - 1);
        if (rest > half || rest == half && (!exact || (kept & 1) != 0)) {
            kept++;
        }
        return Math.scalb((double) kept, excess - shift);
    }

    /// The quotient of 128 bits by 64, where it fits into 64: schoolbook division with digits of 32 bits (Knuth,
    /// algorithm D; Warren, Hacker's Delight, 9-4).
    private static long divided(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long d = divisor << shift;
        long upper = shift == 0 ? high : high << shift | low >>> (64 - shift);
        long lower = low << shift;
        long first = digit(upper, lower >>> 32, d);
        long rest = (upper << 32 | lower >>> 32) - first * d;
        long second = digit(rest, lower & 0xffff_ffffL, d);
        return (first << 32) + second;
    }

    /// One digit of the quotient: (`rest` · 2^32 + `next`) / `d`, estimated by the upper half of `d` and corrected.
    private static long digit(long rest, long next, long d) {
        long top = d >>> 32;
        long bottom = d & 0xffff_ffffL;
        long estimate = Long.divideUnsigned(rest, top);
        long over = rest - estimate * top;
        while (estimate >>> 32 != 0 || Long.compareUnsigned(estimate * bottom, over << 32 | next) > 0) {
            estimate--;
            over += top;
            if (over >>> 32 != 0) {
                break;
            }
        }
        return estimate;
    }

    private static double slowly(byte[] text, int from, int to) {
        return Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /// Whether these are digits, at least one and at most one sign before them.
    static boolean isInteger(byte[] text, int from, int to, boolean signed) {
        int at = signed && from < to && text[from] == '-' ? from + 1 : from;
        if (at >= to) {
            return false;
        }
        for (; at < to; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }

    /// The value of digits, see [#isInteger]; undefined where [#overflowsLong].
    static long integer(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        long value = 0;
        for (int at = negative ? from + 1 : from; at < to; at++) {
            value = value * 10 + text[at] - '0';
        }
        return negative ? -value : value;
    }

    /// Whether the value of digits is beyond 64 bits with sign.
    static boolean overflowsLong(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        int first = firstDigit(text, negative ? from + 1 : from, to);
        if (to - first != 19) {
            return to - first > 19;
        }
        long magnitude = integer(text, first, to); // below 10^19, so it fits without sign
        return magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE);
    }

    /// Whether the value of digits is beyond 64 bits without sign.
    static boolean overflowsUnsigned(byte[] text, int from, int to) {
        int first = firstDigit(text, from, to);
        if (to - first != 20) {
            return to - first > 20;
        }
        long head = integer(text, first, to - 1);
        int last = text[to - 1] - '0';
        long most = Long.divideUnsigned(-1L, 10);
        return Long.compareUnsigned(head, most) > 0 || head == most && last > 5;
    }

    private static int firstDigit(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] == '0') {
            at++;
        }
        return at;
    }
}
