package io.heliograph.core.format;

import io.heliograph.api.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds a series again by the bytes that name it in a text. Confined to one thread.
///
/// A table of open addressing. Each entry knows the generation in which it was seen last; [#advance] begins a new
/// generation when an interval has gone by, and forgets what was not seen for two. It also forgets everything when it
/// has grown past [#MOST], so that no stream of names can fill the heap. A lookup allocates nothing.
final class SeriesTable {
    private static final int MOST = 1 << 19;

    private final long intervalNanos;
    private byte[] @Nullable [] names = new byte[64][];
    private @Nullable Series[] series = new Series[64];
    private int[] hashes = new int[64];
    private int[] seen = new int[64];
    private int size;
    private int generation;
    private long generationStart;

    /// @param intervalNanos the shortest life of a generation
    SeriesTable(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /// The number of series that are known.
    int size() {
        return size;
    }

    /// Begins a generation where it is time for it.
    void advance(long nowNanos) {
        if (nowNanos - generationStart < intervalNanos && nowNanos >= generationStart) {
            return;
        }
        generationStart = nowNanos;
        generation++;
        forget();
    }

    private void forget() {
        for (int slot = 0; slot < seen.length; slot++) {
            if (series[slot] != null && seen[slot] < generation - 1) {
                rebuild(seen.length);
                return;
            }
        }
    }

    /// The series of that name, or null.
    ///
    /// @param hash any hash of these bytes, the same for [#add]
    @Nullable
    Series find(byte[] text, int from, int to, int hash) {
        int mask = series.length - 1;
        for (int slot = mixed(hash) & mask; ; slot = slot + 1 & mask) {
            Series found = series[slot];
            if (found == null) {
                return null;
            }
            byte[] name = names[slot];
            if (hashes[slot] == hash && name != null && Arrays.equals(name, 0, name.length, text, from, to)) {
                seen[slot] = generation;
                return found;
            }
        }
    }

    /// Keeps a series that [#find] did not find.
    void add(byte[] text, int from, int to, int hash, Series added) {
        if (size == MOST) {
            generation += 2;
            rebuild(64);
        } else if (4 * size >= 3 * series.length) {
            rebuild(2 * series.length);
        }
        insert(Arrays.copyOfRange(text, from, to), hash, added, generation);
    }

    private void insert(byte[] name, int hash, Series added, int when) {
        int mask = series.length - 1;
        int slot = mixed(hash) & mask;
        while (series[slot] != null) {
            slot = slot + 1 & mask;
        }
        names[slot] = name;
        series[slot] = added;
        hashes[slot] = hash;
        seen[slot] = when;
        size++;
    }

    /// Moves to new arrays what was seen in this generation or the one before.
    private void rebuild(int slots) {
        byte[] @Nullable [] oldNames = names;
        @Nullable Series[] oldSeries = series;
        int[] oldHashes = hashes;
        int[] oldSeen = seen;
        names = new byte[slots][];
        series = new Series[slots];
        hashes = new int[slots];
        seen = new int[slots];
        size = 0;
        for (int slot = 0; slot < oldSeries.length; slot++) {
            Series kept = oldSeries[slot];
            byte[] name = oldNames[slot];
            if (kept != null && name != null && oldSeen[slot] >= generation - 1) {
                insert(name, oldHashes[slot], kept, oldSeen[slot]);
            }
        }
    }

    private static int mixed(int hash) {
        int spread = hash * 0x9e37_79b9;
        return spread ^ spread >>> 15;
    }
}
