package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import java.util.Arrays;
import java.util.BitSet;
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
    /// When counting is known to have begun.
    final StartTimes startTimes = new StartTimes();

    private final Sparse<List<Exemplar>> exemplars = new Sparse<>();
    private final Sparse<NativeHistogram> histograms = new Sparse<>();
    private final HeldParts parts = new HeldParts();
    private int holdsIn;
    private boolean lastHeld;
    private boolean lastKept;
    private int size;
    private int limit = Integer.MAX_VALUE;
    private Resolution resolution = Resolution.ANY;
    private int scraped;
    private int beyond;
    private int refused;
    private Labelling.@Nullable Refused lastRefused;

    /// How many samples are kept.
    int size() {
        return size;
    }

    /// Begins a pass.
    ///
    /// @param quota how many samples may be kept
    void begin(Quota quota) {
        limit = quota.samples();
        resolution = quota.resolution();
    }

    /// How many samples were given.
    int scraped() {
        return scraped;
    }

    /// How many samples came after the last that may be kept.
    int beyond() {
        return beyond;
    }

    /// How many samples are of series that must not be.
    int refused() {
        return refused;
    }

    /// Why the last of them must not be.
    Labelling.@Nullable Refused lastRefused() {
        return lastRefused;
    }

    /// Whether a sample has a time of its own.
    boolean isTimed(int sample) {
        return epochMillis[sample] != NO_TIME;
    }

    /// Keeps a sample, unless its series is left out or it is one too many.
    void add(Entry entry, double value, long millis) {
        lastKept = false;
        lastHeld = holdsIn > 0 && hold(entry, value, millis);
        if (!lastHeld) {
            take(entry, value, millis);
        }
    }

    private void take(Entry entry, double value, long millis) {
        scraped++;
        if (entry.left() != null) {
            leave(entry.left());
        } else if (size == limit) {
            beyond++;
        } else {
            keep(entry, value, millis);
        }
    }

    /// Keeps a sample whose value is a native histogram, likewise.
    ///
    /// @throws Fault where it has more buckets than the job allows
    void add(Entry entry, NativeHistogram value, long millis) throws Fault {
        Collation twin = entry.twinParts();
        if (twin != null && holdsIn > 0) {
            twin.exponential(holdsIn);
        }
        lastKept = false;
        lastHeld = false;
        take(entry, Double.NaN, millis);
        if (lastKept) {
            histograms.add(size - 1, resolution.fit(value));
        }
    }

    /// Says of the sample that came last what examples it has.
    void exemplars(List<Exemplar> examples) {
        if (lastKept) {
            exemplars.add(size - 1, examples);
        } else if (lastHeld) {
            parts.exemplars(examples);
        }
    }

    /// Holds back the samples of classic histograms from now on.
    void hold(int pass) {
        holdsIn = pass;
    }

    private boolean hold(Entry entry, double value, long millis) {
        ClassicPart part = entry.part();
        if (part == null) {
            return false;
        }
        parts.add(entry, part.of(), value, millis, holdsIn);
        return true;
    }

    /// How many samples are held back.
    int held() {
        return holdsIn > 0 ? parts.size() : 0;
    }

    /// Holds back no more.
    ///
    /// @return what was held back: good until all is cleared
    HeldParts letGo() {
        holdsIn = 0;
        return parts;
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

    private void leave(Labelling.Verdict verdict) {
        if (verdict instanceof Labelling.Refused why) {
            refused++;
            lastRefused = why;
        }
    }

    private void keep(Entry entry, double value, long millis) {
        if (size == entries.length) {
            grow();
        }
        entries[size] = entry;
        values[size] = value;
        epochMillis[size] = millis;
        size++;
        lastKept = true;
    }

    private void grow() {
        int room = 2 * size;
        entries = Arrays.copyOf(entries, room);
        values = Arrays.copyOf(values, room);
        epochMillis = Arrays.copyOf(epochMillis, room);
    }

    /// Gives a time to the samples that have none.
    void date(long millis) {
        if (millis != NO_TIME) {
            for (int i = 0; i < size; i++) {
                epochMillis[i] = epochMillis[i] == NO_TIME ? millis : epochMillis[i];
            }
        }
    }

    /// Takes samples away.
    ///
    /// @param unwanted by their index
    void remove(BitSet unwanted) {
        int to = 0;
        for (int i = 0; i < size; i++) {
            if (!unwanted.get(i)) {
                entries[to] = entries[i];
                values[to] = values[i];
                epochMillis[to++] = epochMillis[i];
            }
        }
        exemplars.remove(unwanted);
        histograms.remove(unwanted);
        Arrays.fill(entries, to, size, null);
        size = to;
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
        limit = Integer.MAX_VALUE;
        resolution = Resolution.ANY;
        scraped = 0;
        beyond = 0;
        refused = 0;
        lastRefused = null;
        lastKept = false;
        lastHeld = false;
        holdsIn = 0;
        parts.clear();
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
                + parts.roomBytes()
                + startTimes.roomBytes();
    }
}
