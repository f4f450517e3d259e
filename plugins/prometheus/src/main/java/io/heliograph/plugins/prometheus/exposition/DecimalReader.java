package io.heliograph.plugins.prometheus.exposition;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads floating point numbers from bytes, rounded correctly and without allocation.
///
/// *Ways.* Of up to 19 digits a 64-bit integer `w` and a power of ten `p` are made. Small ones (w <= 2^53, |p| <= 22)
/// take one exact multiplication or division (Clinger, 1990); most others one or two multiplications of 64 by 128
/// bits (Eisel and Lemire, see [PowersOfTen]), 15 to 25 ns in all; what is left (more digits, far exponents,
/// subnormals) goes to [Double#parseDouble], which allocates.
///
/// *Syntax* is that of Go's `ParseFloat` within what Prometheus lets through: decimal, `Inf`, `Infinity` and `NaN` in
/// any case; no hexadecimals, no underscores. What does not fit a double is a fault.
final class DecimalReader {
    private static final double[] EXACT = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int MOST_DIGITS = 19;
    private static final int FAR = 100_000;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_CHARACTERS = 1024;

    private byte[] text = new byte[0];
    private int limit;
    private int at;
    private long digits;

    /// The offset after the number that was read last.
    int end() {
        return at;
    }

    /// Reads the number that begins at an offset and ends before a blank, a line feed, one of `,:]}` or the limit.
    ///
    /// @throws Fault where there is no number, or one beyond the doubles
    double read(byte[] bytes, int from, int before) throws Fault {
        text = bytes;
        limit = before;
        at = from;
        boolean negative = sign();
        int first = at;
        digits = 0;
        int whole = digits();
        int fraction = 0;
        if (at < limit && text[at] == '.') {
            at++;
            fraction = digits();
        }
        int power = exponent() - fraction;
        if (whole + fraction == 0 || at < limit && !isEnd(text[at])) {
            return word(from);
        }
        if (whole + fraction > MOST_DIGITS && whole + fraction - zeros(first) > MOST_DIGITS) {
            return slow(from);
        }
        double value = value(digits, power);
        return Double.isNaN(value) ? slow(from) : negative ? -value : value;
    }

    private boolean sign() {
        if (at < limit && (text[at] == '-' || text[at] == '+')) {
            return text[at++] == '-';
        }
        return false;
    }

    private int digits() {
        int first = at;
        long sum = digits;
        int next = at;
        while (next < limit && text[next] >= '0' && text[next] <= '9') {
            sum = 10 * sum + (text[next++] - '0');
        }
        digits = sum;
        at = next;
        return next - first;
    }

    /// Reads an exponent where there is one; where it is broken, stops in front of it.
    private int exponent() {
        if (at >= limit || (text[at] | 0x20) != 'e') {
            return 0;
        }
        int before = at++;
        boolean negative = sign();
        int first = at;
        int exponent = 0;
        while (at < limit && text[at] >= '0' && text[at] <= '9') {
            exponent = Math.min(FAR, 10 * exponent + (text[at++] - '0'));
        }
        if (at == first) {
            at = before;
        }
        return negative ? -exponent : exponent;
    }

    private int zeros(int first) {
        int zeros = 0;
        for (int i = first; text[i] == '0' || text[i] == '.'; i++) {
            zeros += text[i] == '0' ? 1 : 0;
            if (i + 1 == limit) {
                break;
            }
        }
        return zeros;
    }

    private static boolean isEnd(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == ',' || b == ']' || b == '}' || b == ':';
    }

    /// `w` times ten to the power `p`; NaN where these ways do not lead to it.
    static double value(long w, int p) {
        if (w >= 0 && w <= LARGEST_EXACT) {
            if (p == 0 || w == 0) {
                return w;
            }
            if (p > 0 && p <= 22) {
                return w * EXACT[p];
            }
            if (p < 0 && p >= -22) {
                return w / EXACT[-p];
            }
        }
        return p >= -PowersOfTen.FARTHEST && p <= PowersOfTen.FARTHEST ? product(w, p) : Double.NaN;
    }

    /// Eisel and Lemire: the product of `w`, moved to the left, with 128 bits of the power, whose leading 54 bits are
    /// known to be right unless a carry could still run through all bits below them.
    private static double product(long w, int p) {
        int zeros = Long.numberOfLeadingZeros(w);
        long left = w << zeros;
        long high = Math.unsignedMultiplyHigh(left, PowersOfTen.high(p));
        long low = left * PowersOfTen.high(p);
        if ((high & 0x1ff) == 0x1ff) {
            long more = Math.unsignedMultiplyHigh(left, PowersOfTen.low(p));
            low += more;
            high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
            if (low == -1 && (p < -27 || p > 55)) {
                return Double.NaN;
            }
        }
        return rounded(high, low, p, zeros);
    }

    private static double rounded(long high, long low, int p, int zeros) {
        int top = (int) (high >>> 63);
        int shift = top + 9;
        long mantissa = high >>> shift;
        int exponent = (int) ((217_706L * p) >> 16) + 63 + top - zeros + 1023;
        boolean tie = Long.compareUnsigned(low, 1) <= 0
                && p >= -4
                && p <= 23
                && (mantissa & 3) == 1
                && mantissa << shift == high;
        mantissa = tie ? mantissa & ~1L : mantissa;
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa >= 1L << 53) {
            mantissa = 1L << 52;
            exponent++;
        }
        boolean normal = exponent > 0 && exponent < 0x7ff;
        return normal ? Double.longBitsToDouble(mantissa & ~(1L << 52) | (long) exponent << 52) : Double.NaN;
    }

    private double slow(int from) throws Fault {
        if (at - from > MOST_CHARACTERS) {
            throw new Fault(from, "a number of " + (at - from) + " characters (at most " + MOST_CHARACTERS + ")");
        }
        double value = Double.parseDouble(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(value)) {
            throw new Fault(from, "the value '" + token(from) + "' does not fit a double");
        }
        return value;
    }

    private double word(int from) throws Fault {
        at = from;
        while (at < limit && at - from < LONGEST_WORD && !isEnd(text[at]) && text[at] != '{') {
            at++;
        }
        Double value = named(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
        if (value == null) {
            throw new Fault(from, at == from ? "a value is missing" : "not a number: '" + token(from) + "'");
        }
        return value;
    }

    private static @Nullable Double named(String word) {
        if (word.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        boolean signed = word.startsWith("-") || word.startsWith("+");
        String bare = signed ? word.substring(1) : word;
        boolean infinite = bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity");
        return infinite
                ? Double.valueOf(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                : null;
    }

    private String token(int from) {
        return new String(text, from, Math.min(at - from, 40), StandardCharsets.UTF_8);
    }
}
