package io.heliograph.plugins.prometheus.exposition;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Values that few of the samples have, by the sample's index; added in the order of indexes.
final class Sparse<T> {
    private int[] samples = new int[0];
    private @Nullable Object[] values = new @Nullable Object[0];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int sample, T value) {
        if (size == samples.length) {
            samples = Arrays.copyOf(samples, Math.max(16, 2 * size));
            values = Arrays.copyOf(values, samples.length);
        }
        samples[size] = sample;
        values[size] = value;
        size++;
    }

    /// The value of a sample, or null.
    @SuppressWarnings("unchecked") // only T goes in
    @Nullable
    T of(int sample) {
        if (size == 0) {
            return null;
        }
        int at = Arrays.binarySearch(samples, 0, size, sample);
        return at < 0 ? null : (T) values[at];
    }

    /// Takes samples away, so that those behind them get lower indexes.
    void remove(BitSet unwanted) {
        int to = 0;
        for (int i = 0; i < size; i++) {
            if (!unwanted.get(samples[i])) {
                values[to] = values[i];
                samples[to++] = samples[i] - unwanted.get(0, samples[i]).cardinality();
            }
        }
        Arrays.fill(values, to, size, null);
        size = to;
    }

    void clear() {
        Arrays.fill(values, 0, size, null);
        size = 0;
    }

    /// About how many bytes of room it has.
    int roomBytes() {
        return 8 * samples.length;
    }
}
