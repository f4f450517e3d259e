package io.heliograph.plugins.prometheus.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// 128 bits that stand for the text of a series, so that the text itself, the largest part of what a series takes, need
/// not be kept. Confined to one thread at a time and used again.
///
/// Two halves are worked out side by side, 16 bytes a step, by multiplying to 128 bits and folding. The seeds are drawn
/// at the start of the process, so that nobody can prepare texts that collide; among a hundred million texts the chance
/// that any two do is 10^-23.
final class Fingerprint {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = 16;
    private static final long[] SEEDS = seeds();
    private static final long SEED_A = SEEDS[0];
    private static final long SEED_B = SEEDS[1];
    private static final long SEED_C = SEEDS[2];
    private static final long SEED_D = SEEDS[3];

    private long high;
    private long low;
    private int length;

    private static long[] seeds() {
        SecureRandom random = new SecureRandom();
        return new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
    }

    /// Takes the print of a text.
    Fingerprint take(byte[] text, int from, int to) {
        length = to - from;
        long a = SEED_A ^ length;
        long b = SEED_B + length;
        int at = from;
        for (; at + STEP < to; at += STEP) {
            long first = (long) LONGS.get(text, at);
            long second = (long) LONGS.get(text, at + 8);
            a = fold(first ^ a, second ^ SEED_C);
            b = fold(second ^ b, first ^ SEED_D);
        }
        long first = last(text, at, Math.min(to, at + 8));
        long second = last(text, at + 8, to);
        a = fold(first ^ a, second ^ SEED_C);
        b = fold(second ^ b, first ^ SEED_D);
        high = fold(a ^ SEED_D, b ^ SEED_A);
        low = fold(b ^ SEED_C, a ^ SEED_B);
        return this;
    }

    private static long last(byte[] text, int from, int to) {
        if (to - from == 8) {
            return (long) LONGS.get(text, from);
        }
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = bits << 8 | text[i] & 0xff;
        }
        return bits;
    }

    private static long fold(long x, long y) {
        return x * y ^ Math.unsignedMultiplyHigh(x, y);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /// The length of the text in bytes.
    int length() {
        return length;
    }
}
