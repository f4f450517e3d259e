package io.heliograph.plugins.common.gzip;

import java.util.Arrays;

/// A canonical prefix code of limited length (RFC 1951, section 3.2.2), made from how often each symbol occurs.
///
/// Lengths come from the two-queue construction over sorted weights; where a code would be too long, the rarest
/// weights are raised until it is not. Two symbols at least get a code, since some readers refuse fewer.
final class HuffmanCode {
    private final int mostBits;
    final int[] counts;
    final byte[] lengths;
    final char[] codes; // with the first bit lowest
    private final long[] sorted;
    private final int[] weight;
    private final int[] parent;
    private final int[] next;

    /// @param symbols their number
    /// @param mostBits the limit
    HuffmanCode(int symbols, int mostBits) {
        this.mostBits = mostBits;
        this.counts = new int[symbols];
        this.lengths = new byte[symbols];
        this.codes = new char[symbols];
        this.sorted = new long[symbols];
        this.weight = new int[2 * symbols];
        this.parent = new int[2 * symbols];
        this.next = new int[mostBits + 2];
    }

    /// Forgets what was counted.
    void clear() {
        Arrays.fill(counts, 0);
    }

    /// Makes the code for what was counted.
    void build() {
        Arrays.fill(lengths, (byte) 0);
        int used = sort();
        int least = 1;
        while (!assignLengths(used, least)) {
            least *= 2;
        }
        assignCodes();
    }

    /// The number of symbols up to the last one that has a code, and at least so many.
    int size(int atLeast) {
        int size = lengths.length;
        while (size > atLeast && lengths[size - 1] == 0) {
            size--;
        }
        return size;
    }

    /// The bits that what was counted takes.
    long bits() {
        long bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += (long) counts[symbol] * lengths[symbol];
        }
        return bits;
    }

    /// Symbols that occur, the rarest first: weight and symbol in one number.
    private int sort() {
        for (int symbol = 0, used = used(); used < 2; symbol++) {
            if (counts[symbol] == 0) {
                counts[symbol] = 1;
                used++;
            }
        }
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                sorted[used++] = (long) counts[symbol] << 16 | symbol;
            }
        }
        Arrays.sort(sorted, 0, used);
        return used;
    }

    private int used() {
        int used = 0;
        for (int count : counts) {
            used += count > 0 ? 1 : 0;
        }
        return used;
    }

    /// Joins the two lightest nodes until one is left; leaves are sorted, and joined ones come about in order.
    private boolean assignLengths(int used, int least) {
        for (int leaf = 0; leaf < used; leaf++) {
            weight[leaf] = Math.max(least, (int) (sorted[leaf] >>> 16));
        }
        int leaf = 0;
        int joined = used;
        int root = 2 * used - 2;
        for (int made = used; made <= root; made++) {
            int sum = 0;
            for (int child = 0; child < 2; child++) {
                boolean ofLeaves = leaf < used && (joined == made || weight[leaf] <= weight[joined]);
                int taken = ofLeaves ? leaf++ : joined++;
                sum += weight[taken];
                parent[taken] = made;
            }
            weight[made] = sum;
        }
        return measure(used, root);
    }

    /// Sets lengths to the depths of leaves; false where one is too deep.
    private boolean measure(int used, int root) {
        weight[root] = 0; // from here on a depth
        for (int node = root - 1; node >= 0; node--) {
            weight[node] = weight[parent[node]] + 1;
            if (node < used) {
                if (weight[node] > mostBits) {
                    return false;
                }
                lengths[(int) sorted[node] & 0xffff] = (byte) weight[node];
            }
        }
        return true;
    }

    private void assignCodes() {
        Arrays.fill(next, 0);
        for (byte length : lengths) {
            next[length + 1] += length > 0 ? 1 : 0;
        }
        for (int bits = 1; bits <= mostBits; bits++) {
            next[bits] = next[bits] + next[bits - 1] << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = (char) (Integer.reverse(next[length]++) >>> Integer.SIZE - length);
            }
        }
    }
}
