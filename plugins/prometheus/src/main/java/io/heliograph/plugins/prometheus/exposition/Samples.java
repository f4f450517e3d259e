package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    /// What counting is known to have begun when.
    final StartTimes startTimes = new StartTimes();

    private final Sparse<List<Exemplar>> exemplars = new Sparse<>();
    private final Sparse<NativeHistogram> histograms = new Sparse<>();
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

    /// Adds a sample whose value is a native histogram.
    void add(Entry entry, NativeHistogram value, long millis) {
        histograms.add(size, value);
        add(entry, Double.NaN, millis);
    }

    /// Says of the sample that was added last what examples it has.
    void exemplars(List<Exemplar> examples) {
        exemplars.add(size - 1, examples);
    }

    /// The examples of a sample.
    List<Exemplar> exemplarsOf(int sample) {
        List<Exemplar> own = exemplars.of(sample);
        return own == null ? List.of() : own;
    }

    /// Whether no sample has examples.
    boolean hasNoExemplars() {
        return exemplars.isEmpty();
    }

    /// The histogram that a sample's value is, or null where it is a number.
    @Nullable
    NativeHistogram histogramOf(int sample) {
        return histograms.of(sample);
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
        exemplars.clear();
        histograms.clear();
        startTimes.clear();
    }

    /// About how many bytes of room it has.
    int roomBytes() {
        return 20 * entries.length
                + 4 * next.length
                + exemplars.roomBytes()
                + histograms.roomBytes()
                + startTimes.roomBytes();
    }
}
