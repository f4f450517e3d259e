package io.heliograph.plugins.prometheus.exposition;

import java.math.BigInteger;

/// The 128 leading bits of the powers of ten near 1, for reading decimals exactly ("Number Parsing at a Gigabyte per
/// Second", D. Lemire, 2021, section 5).
///
/// As a power of ten is a power of five times one of two, these are bits of powers of five; those of negative ones are
/// rounded up. Farther powers are so rare in metrics that they are left to the JDK.
final class PowersOfTen {
    /// Powers from -FARTHEST to FARTHEST are here.
    static final int FARTHEST = 64;

    private static final long[] HIGH = new long[2 * FARTHEST + 1];
    private static final long[] LOW = new long[2 * FARTHEST + 1];

    static {
        for (int power = -FARTHEST; power <= FARTHEST; power++) {
            BigInteger bits = power < 0
                    ? reciprocal(-power)
                    : leading(BigInteger.valueOf(5).pow(power));
            HIGH[power + FARTHEST] = bits.shiftRight(64).longValue();
            LOW[power + FARTHEST] = bits.longValue();
        }
    }

    private PowersOfTen() {}

    private static BigInteger leading(BigInteger number) {
        int surplus = number.bitLength() - 128;
        return surplus > 0 ? number.shiftRight(surplus) : number.shiftLeft(-surplus);
    }

    private static BigInteger reciprocal(int power) {
        BigInteger five = BigInteger.valueOf(5).pow(power);
        int bits = five.bitLength();
        // the paper takes 127 more bits for small powers, where the quotient has 128 bits, and cuts a longer one
        // otherwise
        int shift = power <= 27 ? bits + 127 : 2 * bits + 128;
        BigInteger quotient = BigInteger.ONE.shiftLeft(shift).divide(five).add(BigInteger.ONE);
        return leading(quotient);
    }

    static long high(int power) {
        return HIGH[power + FARTHEST];
    }

    static long low(int power) {
        return LOW[power + FARTHEST];
    }
}
