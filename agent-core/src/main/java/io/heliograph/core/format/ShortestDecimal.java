package io.heliograph.core.format;

import io.heliograph.api.ByteSink;

/// Writes the shortest digits that read back as the same number, for numbers from 2^-8 to 2^53, without allocation.
///
/// A number `v = m · 2^-f` is scaled by the power of ten that gives it 17 digits before the point: `V = m · 10^k /
/// 2^f`, held exactly as a whole part below 2^57 and a rest of `f` bits. All numbers within half a unit in the last
/// place of `m`, that is `10^k / 2` in units of `2^-f`, read back as `v`. This is between half a unit and eleven in
/// the 17th digit, so: at most one multiple of 100 is among them, and if there is one its digits are the shortest;
/// else the nearest multiple of 10, where any is among them; else the nearest whole number, which always is. The few
/// ties and the powers of two, whose neighbours are not equally far, are left to the caller.
final class ShortestDecimal {
    private static final double LEAST = 0x1p-8;
    private static final double MOST = 0x1p53;
    private static final int SIGNIFICAND_BITS = 52;
    private static final int DIGITS = 17;
    private static final int WIDEST = 12; // more than the widest interval has on one side, in units of the 17th digit
    private static final long[] POWERS = new long[20];

    static {
        long power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private ShortestDecimal() {}

    /// Writes a positive number that is not whole.
    ///
    /// @return false, and nothing is written, where it is beyond the reach of this class
    static boolean put(ByteSink out, double magnitude) {
        if (magnitude < LEAST || magnitude >= MOST) {
            return false;
        }
        long bits = Double.doubleToRawLongBits(magnitude);
        long m = bits & (1L << SIGNIFICAND_BITS) - 1 | 1L << SIGNIFICAND_BITS;
        int f = SIGNIFICAND_BITS - Math.getExponent(magnitude);
        int decimals = DIGITS - integerDigits(magnitude);
        long shortest = shortest(m, f, decimals);
        if (shortest < 0) {
            return false;
        }
        putPlaced(out, shortest, decimals);
        return true;
    }

    /// The digits before the point; 0 and less for what begins with zeros behind it.
    private static int integerDigits(double magnitude) {
        if (magnitude < 1) {
            return magnitude >= 0.1 ? 0 : magnitude >= 0.01 ? -1 : -2;
        }
        return NumberText.length((long) magnitude);
    }

    /// The digits as a number with zeros at its end, or -1.
    private static long shortest(long m, int f, int decimals) {
        long scale = POWERS[decimals];
        long high = Math.unsignedMultiplyHigh(m, scale);
        long low = m * scale;
        long whole = high << 64 - f | low >>> f;
        long rest = low & (1L << f) - 1;
        if (m == 1L << SIGNIFICAND_BITS) {
            return -1;
        }
        long reach = (scale >>> 1) - (m & 1); // an odd m reads back from strictly less than half a unit
        long byHundred = near(whole, rest, f, 100, reach);
        if (byHundred >= 0) {
            return byHundred;
        }
        return byTen(whole, rest, f, reach);
    }

    /// The multiple of a power of ten within reach, or -1; there is at most one.
    private static long near(long whole, long rest, int f, long step, long reach) {
        long over = whole % step;
        if (over < WIDEST && Long.compareUnsigned((over << f) + rest, reach) <= 0) {
            return whole - over;
        }
        long under = step - over;
        if (under <= WIDEST && Long.compareUnsigned((under << f) - rest, reach) <= 0) {
            return whole + under;
        }
        return -1;
    }

    private static long byTen(long whole, long rest, int f, long reach) {
        long over = whole % 10;
        long down = (over << f) + rest;
        long up = (10 - over << f) - rest;
        int nearer = Long.compareUnsigned(down, up);
        if (Long.compareUnsigned(nearer <= 0 ? down : up, reach) > 0) {
            return nearest(whole, rest, f);
        }
        return nearer == 0 ? -1 : nearer < 0 ? whole - over : whole + 10 - over;
    }

    private static long nearest(long whole, long rest, int f) {
        long half = 1L << f - 1;
        return rest == half ? -1 : rest < half ? whole : whole + 1;
    }

    private static void putPlaced(ByteSink out, long digits, int decimals) {
        long rest = digits;
        int places = decimals;
        while (places > 0 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        long power = POWERS[places];
        long whole = Long.divideUnsigned(rest, power); // 10^19 is no signed number
        NumberText.putDigits(out, whole, 1);
        if (places > 0) {
            out.put('.');
            NumberText.putDigits(out, rest - whole * power, places);
        }
    }
}
