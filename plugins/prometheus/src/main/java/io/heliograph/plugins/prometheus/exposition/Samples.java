package io.heliograph.plugins.prometheus.exposition;

import java.util.Arrays;

/// The samples of one text, in columns: kept until the whole text is known to be good. Borrowed for a pass and used
/// again.
final class Samples {
    /// The time of a sample that has none.
    static final long NO_TIME = 0;

    Entry[] entries = new Entry[512];
    double[] values = new double[512];
    long[] epochMillis = new long[512];
    /// For each sample the next of its group; made where a mapping needs it.
    int[] next = new int[0];
    private int size;

    int size() {
        return size;
    }

    void add(Entry entry, double value, long millis) {
        if (size == entries.length) {
            grow();
        }
        entries[size] = entry;
        values[size] = value;
        epochMillis[size] = millis;
        size++;
    }

    private void grow() {
        int room = 2 * size;
        entries = Arrays.copyOf(entries, room);
        values = Arrays.copyOf(values, room);
        epochMillis = Arrays.copyOf(epochMillis, room);
    }

    /// Makes room for the links of groups.
    void link() {
        if (next.length < size) {
            next = new int[entries.length];
        }
    }

    /// Forgets all samples and keeps the room.
    void clear() {
        Arrays.fill(entries, 0, size, null);
        size = 0;
    }

    /// About how many bytes of room it has.
    int roomBytes() {
        return 20 * entries.length + 4 * next.length;
    }
}
