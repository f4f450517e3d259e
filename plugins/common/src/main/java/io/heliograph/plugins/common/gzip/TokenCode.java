package io.heliograph.plugins.common.gzip;

import java.util.Arrays;

/// The codes of a block's tokens: one for literals and lengths, one for distances.
final class TokenCode {
    /// Where the code begins in what [#coded] answers; below are the [#BITS] it has.
    static final int CODE_SHIFT = 5;

    /// Masks the number of bits.
    static final int BITS = (1 << CODE_SHIFT) - 1;

    /// The symbol behind the last token.
    static final int END = 256;

    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final int LONGEST_CODE = 15;
    private static final int LOW = (1 << Matches.DISTANCE_SHIFT) - 1;

    final HuffmanCode literals = new HuffmanCode(LITERALS, LONGEST_CODE);
    final HuffmanCode distances = new HuffmanCode(DISTANCES, LONGEST_CODE);
    private final int[] tally = new int[LOW + 1]; // of tokens without their distance
    private final int[] coded = new int[LOW + 1];

    /// Makes the codes that suit these tokens best.
    void build(Matches matches) {
        count(matches);
        literals.build();
        distances.build();
        for (int literal = 0; literal < Matches.MATCH; literal++) {
            coded[literal] = literals.codes[literal] << CODE_SHIFT | literals.lengths[literal];
        }
        for (int length = 0; length < Matches.MATCH; length++) {
            coded[Matches.MATCH | length] = codedLength(length);
        }
    }

    private void count(Matches matches) {
        literals.clear();
        distances.clear();
        Arrays.fill(tally, 0);
        for (int i = 0; i < matches.count(); i++) {
            int token = matches.token(i);
            tally[token & LOW]++;
            int distance = token >>> Matches.DISTANCE_SHIFT;
            if (distance > 0) {
                distances.counts[Symbols.ofDistance(distance)]++;
            }
        }
        System.arraycopy(tally, 0, literals.counts, 0, Matches.MATCH);
        for (int length = 0; length < Matches.MATCH; length++) {
            literals.counts[Symbols.ofLength(length)] += tally[Matches.MATCH | length];
        }
        literals.counts[END] = 1;
    }

    private int codedLength(int length) {
        int symbol = Symbols.ofLength(length);
        int bits = literals.lengths[symbol];
        int code = literals.codes[symbol] | length - Symbols.lengthFrom(symbol) << bits;
        return code << CODE_SHIFT | bits + Symbols.lengthExtra(symbol);
    }

    /// The bits that the tokens take, with the end.
    long bits() {
        long bits = literals.bits() + distances.bits();
        for (int symbol = END + 1; symbol < LITERALS; symbol++) {
            bits += (long) literals.counts[symbol] * Symbols.lengthExtra(symbol);
        }
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            bits += (long) distances.counts[symbol] * Symbols.distanceExtra(symbol);
        }
        return bits;
    }

    /// Code and number of bits of a literal or a length.
    int coded(int token) {
        return coded[token & LOW];
    }

    /// The code of a distance with the bits behind it.
    long distance(int symbol, int distance) {
        return distances.codes[symbol] | (long) (distance - Symbols.distanceFrom(symbol)) << distances.lengths[symbol];
    }

    int distanceBits(int symbol) {
        return distances.lengths[symbol] + Symbols.distanceExtra(symbol);
    }
}
