package io.heliograph.plugins.common.gzip;

/// The symbols of lengths and distances, and the bits behind them (RFC 1951, section 3.2.5).
final class Symbols {
    private static final int FIRST_LENGTH = 257;
    private static final int LONGEST = 255; // 258, from the shortest on: a symbol of its own

    private static final byte[] LENGTH_EXTRA = new byte[29];
    private static final short[] LENGTH_FROM = new short[29];
    private static final short[] LENGTH_SYMBOL = new short[LONGEST + 1];
    private static final byte[] DISTANCE_EXTRA = new byte[30];
    private static final int[] DISTANCE_FROM = new int[30];

    static {
        int length = 0;
        for (int i = 0; i < 28; i++) {
            LENGTH_EXTRA[i] = (byte) (i < 8 ? 0 : i / 4 - 1);
            LENGTH_FROM[i] = (short) length;
            int end = Math.min(LONGEST, length + (1 << LENGTH_EXTRA[i]));
            while (length < end) {
                LENGTH_SYMBOL[length++] = (short) (FIRST_LENGTH + i);
            }
        }
        LENGTH_FROM[28] = LONGEST;
        LENGTH_SYMBOL[LONGEST] = FIRST_LENGTH + 28;
        int distance = 1;
        for (int i = 0; i < DISTANCE_FROM.length; i++) {
            DISTANCE_EXTRA[i] = (byte) (i < 4 ? 0 : i / 2 - 1);
            DISTANCE_FROM[i] = distance;
            distance += 1 << DISTANCE_EXTRA[i];
        }
    }

    private Symbols() {}

    /// @param length of a match, from three on
    static int ofLength(int length) {
        return LENGTH_SYMBOL[length];
    }

    /// The shortest length of a symbol, counted as in [#ofLength].
    static int lengthFrom(int symbol) {
        return LENGTH_FROM[symbol - FIRST_LENGTH];
    }

    static int lengthExtra(int symbol) {
        return LENGTH_EXTRA[symbol - FIRST_LENGTH];
    }

    /// Two symbols for each power of two: the second bit says which.
    ///
    /// @param distance from 1 on
    static int ofDistance(int distance) {
        int less = distance - 1;
        if (less < 4) {
            return less;
        }
        int high = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(less);
        return 2 * high + (less >>> high - 1 & 1);
    }

    static int distanceFrom(int symbol) {
        return DISTANCE_FROM[symbol];
    }

    static int distanceExtra(int symbol) {
        return DISTANCE_EXTRA[symbol];
    }
}
