package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail.Exemplar;
import java.util.Arrays;
import java.util.List;

/// The samples of classic histograms that are held back until the text is read, in columns. Those of one histogram and
/// time are linked in the order of their coming: a point.
final class HeldParts {
    private static final int NO_MORE = -1;

    private Entry[] entries = new Entry[0];
    private double[] values = new double[0];
    private long[] epochMillis = new long[0];
    private int[] next = new int[0];
    private int[] points = new int[0];
    private final Sparse<List<Exemplar>> exemplars = new Sparse<>();
    private int size;
    private int pointCount;

    /// How many samples are held.
    int size() {
        return size;
    }

    /// How many points these are.
    int points() {
        return pointCount;
    }

    /// The first sample of a point.
    int first(int point) {
        return points[point];
    }

    /// The sample of the same point after this one; negative for none.
    int next(int sample) {
        return next[sample];
    }

    Entry entry(int sample) {
        return entries[sample];
    }

    double value(int sample) {
        return values[sample];
    }

    long epochMillis(int sample) {
        return epochMillis[sample];
    }

    List<Exemplar> exemplarsOf(int sample) {
        List<Exemplar> own = exemplars.of(sample);
        return own == null ? List.of() : own;
    }

    void add(Entry entry, Collation of, double value, long millis, int pass) {
        if (size == entries.length) {
            grow();
        }
        entries[size] = entry;
        values[size] = value;
        epochMillis[size] = millis;
        next[size] = NO_MORE;
        if (of.hold(pass) || epochMillis[of.lastPart] != millis) {
            begin(size);
        } else {
            next[of.lastPart] = size;
        }
        of.lastPart = size++;
    }

    private void begin(int sample) {
        points = pointCount == points.length ? Arrays.copyOf(points, Math.max(32, 2 * pointCount)) : points;
        points[pointCount++] = sample;
    }

    /// Says of the sample that came last what examples it has.
    void exemplars(List<Exemplar> examples) {
        exemplars.add(size - 1, examples);
    }

    private void grow() {
        int room = Math.max(256, 2 * size);
        entries = Arrays.copyOf(entries, room);
        values = Arrays.copyOf(values, room);
        epochMillis = Arrays.copyOf(epochMillis, room);
        next = Arrays.copyOf(next, room);
    }

    void clear() {
        Arrays.fill(entries, 0, size, null);
        exemplars.clear();
        size = 0;
        pointCount = 0;
    }

    /// About how many bytes of room it has.
    int roomBytes() {
        return 24 * entries.length + 4 * points.length + exemplars.roomBytes();
    }
}
