package io.heliograph.plugins.common.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds what was there before, in the 32 KiB that deflate can refer to.
///
/// One table remembers where bytes of a hash were seen last, so the nearest candidate is the only one. That is enough
/// for lines: what resembles this line best is mostly the one before. Behind a match the same distance is tried again,
/// because a number that changed is followed by what followed it there.
///
/// A token is a byte (0 to 255), or `distance << 9 | 256 | length - 3`.
final class Matches {
    /// The most tokens of a block.
    static final int BLOCK_TOKENS = 16 * 1024;

    static final int MATCH = 256;
    static final int DISTANCE_SHIFT = 9;
    static final int SHORTEST = 3;

    private static final int LONGEST = 258;
    private static final int WINDOW = 32 * 1024;
    /// Shorter ones cost as many bits as they save: of numbers, mostly.
    private static final int MIN = 5;
    private static final int HASH_BITS = 13;
    private static final int TAIL = 8; // bytes at the end that are not looked up: a look reads eight

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] latest = new int[1 << HASH_BITS];
    private final int[] tokens = new int[BLOCK_TOKENS];
    private int count;
    private byte[] bytes = {};
    private int at;
    private int end;
    private int distance;

    /// Begins with a body.
    void begin(byte[] plain, int offset, int length) {
        bytes = plain;
        at = offset;
        end = offset + length;
        distance = 0;
        Arrays.fill(latest, -1);
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at == end;
    }

    int count() {
        return count;
    }

    int token(int index) {
        return tokens[index];
    }

    void putTo(BitSink out, TokenCode code) {
        out.put(tokens, count, code);
    }

    /// Makes the tokens of the next block.
    void fill() {
        count = 0;
        scan();
        while (at < end && at >= end - TAIL && count < BLOCK_TOKENS) {
            tokens[count++] = bytes[at++] & 0xff;
        }
    }

    /// The hot loop: its state is in local variables.
    private void scan() {
        byte[] b = bytes;
        int last = end - TAIL;
        int pos = at;
        int size = 0;
        int same = distance;
        while (pos < last && size < BLOCK_TOKENS) {
            long eight = (long) LONG.get(b, pos);
            int slot = hash(eight);
            int candidate = latest[slot];
            latest[slot] = pos;
            if (same > 0 && shares(b, pos - same, eight)) {
                candidate = pos - same;
            } else if (candidate < 0 || pos - candidate > WINDOW || !shares(b, candidate, eight)) {
                tokens[size++] = (int) eight & 0xff;
                pos++;
                continue;
            }
            same = pos - candidate;
            int length = matching(b, candidate, pos, Math.min(end, pos + LONGEST));
            tokens[size++] = same << DISTANCE_SHIFT | MATCH | length - SHORTEST;
            pos += length;
            remember(pos - 1);
        }
        count = size;
        at = pos;
        distance = same;
    }

    private void remember(int position) {
        if (position < end - TAIL) {
            latest[hash((long) LONG.get(bytes, position))] = position;
        }
    }

    private static boolean shares(byte[] b, int candidate, long eight) {
        return ((long) LONG.get(b, candidate) ^ eight) << Long.SIZE - 8 * MIN == 0;
    }

    private static int hash(long eight) {
        return (int) ((eight << Long.SIZE - 8 * MIN) * 0x9E3779B97F4A7C15L >>> Long.SIZE - HASH_BITS);
    }

    private static int matching(byte[] b, int candidate, int pos, int limit) {
        int length = MIN;
        while (pos + length <= limit - 8) {
            long differing = (long) LONG.get(b, candidate + length) ^ (long) LONG.get(b, pos + length);
            if (differing != 0) {
                return length + (Long.numberOfTrailingZeros(differing) >>> 3);
            }
            length += 8;
        }
        while (pos + length < limit && b[candidate + length] == b[pos + length]) {
            length++;
        }
        return length;
    }
}
