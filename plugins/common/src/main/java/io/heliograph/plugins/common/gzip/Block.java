package io.heliograph.plugins.common.gzip;

/// Writes a block of deflate (RFC 1951, section 3.2.7) with codes of its own, or stored where that is smaller.
final class Block {
    private static final int HEADER_BITS = 3 + 14;
    private static final int FEWEST = TokenCode.END + 1; // literals and lengths that a header can name
    private static final int LENGTH_CODES = 19;
    private static final int MOST_RUNS = 286 + 30;
    private static final int STORED_BYTES = 65_535;
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final TokenCode code = new TokenCode();
    private final HuffmanCode lengths = new HuffmanCode(LENGTH_CODES, 7);
    private final int[] runs = new int[MOST_RUNS]; // extra << 8 | symbol
    private int runCount;

    /// Writes the tokens that are there.
    ///
    /// @param from where in the bytes the block begins
    void put(Matches matches, byte[] bytes, int from, BitSink out) {
        boolean last = matches.atEnd();
        code.build(matches);
        buildRuns();
        int plain = matches.position() - from;
        int packed = size();
        if (packed > plain + 5 * (plain / STORED_BYTES + 1)) {
            store(bytes, from, plain, last, out);
            return;
        }
        out.reserve(packed);
        out.put((last ? 1 : 0) | 2 << 1, 3);
        putCodes(out);
        matches.putTo(out, code);
        out.put(code.literals.codes[TokenCode.END], code.literals.lengths[TokenCode.END]);
    }

    /// The bytes of the block, at most.
    private int size() {
        long bits = HEADER_BITS + 3 * LENGTH_CODES + lengths.bits() + 7L * runCount + code.bits();
        return (int) (bits + 7 >>> 3);
    }

    /// Both codes' lengths as runs: 16 repeats the previous, 17 and 18 are zeros.
    private void buildRuns() {
        lengths.clear();
        runCount = 0;
        run(code.literals, code.literals.size(FEWEST));
        run(code.distances, code.distances.size(1));
        lengths.build();
    }

    private void run(HuffmanCode of, int size) {
        int symbol = 0;
        while (symbol < size) {
            int length = of.lengths[symbol];
            int same = 1;
            while (symbol + same < size && of.lengths[symbol + same] == length) {
                same++;
            }
            symbol += length == 0 ? zeros(same) : repeated(length, same);
        }
    }

    private int zeros(int times) {
        if (times < 3) {
            return add(0, 0, 1);
        }
        return times < 11 ? add(17, times - 3, times) : add(18, Math.min(times, 138) - 11, Math.min(times, 138));
    }

    private int repeated(int length, int times) {
        int done = add(length, 0, 1);
        while (times - done >= 3) {
            int more = Math.min(6, times - done);
            done += add(16, more - 3, more);
        }
        return done;
    }

    private int add(int symbol, int extra, int times) {
        lengths.counts[symbol]++;
        runs[runCount++] = extra << 8 | symbol;
        return times;
    }

    private void putCodes(BitSink out) {
        int used = LENGTH_CODES;
        while (used > 4 && lengths.lengths[ORDER[used - 1]] == 0) {
            used--;
        }
        out.put(code.literals.size(FEWEST) - FEWEST | code.distances.size(1) - 1 << 5 | used - 4 << 10, 14);
        for (int i = 0; i < used; i++) {
            out.put(lengths.lengths[ORDER[i]], 3);
        }
        for (int i = 0; i < runCount; i++) {
            int symbol = runs[i] & 0xff;
            out.put(lengths.codes[symbol], lengths.lengths[symbol]);
            out.put(runs[i] >>> 8, extraBits(symbol));
        }
    }

    private static int extraBits(int symbol) {
        return switch (symbol) {
            case 16 -> 2;
            case 17 -> 3;
            case 18 -> 7;
            default -> 0;
        };
    }

    private static void store(byte[] bytes, int from, int length, boolean last, BitSink out) {
        int left = length;
        do {
            int part = Math.min(left, STORED_BYTES);
            out.reserve(1);
            out.put(last && part == left ? 1 : 0, 3);
            out.align();
            out.putInt(part | ~part << 16);
            out.put(bytes, from + length - left, part);
            left -= part;
        } while (left > 0);
    }
}
