package io.heliograph.api;

import java.math.BigDecimal;

/// A 64-bit unsigned integer as an object.
///
/// @param bits the value; negative where it is 2^63 or more
public record Unsigned(long bits) {
    /// The value as a floating point number.
    public double doubleValue() {
        return Values.unsignedToDouble(bits);
    }

    /// Reads decimal digits.
    ///
    /// @throws NumberFormatException for anything else, and beyond 2^64 - 1
    public static Unsigned parse(String digits) {
        return new Unsigned(Long.parseUnsignedLong(digits));
    }

    /// The whole part of a number, held within 0 and 2^64 - 1.
    public static Unsigned clamped(double number) {
        if (!(number > 0)) {
            return new Unsigned(0);
        }
        return number >= 0x1p64
                ? new Unsigned(-1)
                : new Unsigned(new BigDecimal(number).toBigInteger().longValue());
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
