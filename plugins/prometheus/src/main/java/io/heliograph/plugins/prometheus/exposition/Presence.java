package io.heliograph.plugins.prometheus.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Which series the last good answer of a target had: what a new one lacks has ended.
///
/// Costs a reference per series. Answers mostly have the same series in the same order, so that one comparison per
/// sample tells that nothing has come or gone. Confined to one thread at a time.
///
/// It also finds series that an answer has twice without a time, by another text or after the rules took what told them
/// apart: of these the first sample counts, as in Prometheus.
final class Presence {
    private static final Entry[] NOBODY = {};
    private static final BitSet NONE = new BitSet(0);

    private final boolean tracksTimes;
    private Entry[] present = NOBODY;
    private int size;
    private BitSet repeated = NONE; // by place among those that count

    /// @param tracksTimes whether samples with a time of their own count
    Presence(boolean tracksTimes) {
        this.tracksTimes = tracksTimes;
    }

    /// Takes a good answer.
    ///
    /// @param order all series of the answer: kept in place of an equal list
    /// @return the series that have ended
    List<Entry> follow(Samples samples, Entry[] order) {
        int counted = counted(samples);
        if (counted == size && isSame(samples)) {
            return List.of();
        }
        Entry[] now = new Entry[counted];
        copy(samples, now);
        List<Entry> ended = missing(present, size, now, counted);
        present = Arrays.equals(now, order) ? order : now;
        size = counted;
        repeated = repeated(now);
        return ended;
    }

    private static BitSet repeated(Entry[] now) {
        Set<Place> met = HashSet.newHashSet(now.length);
        BitSet repeated = NONE;
        for (int i = 0; i < now.length; i++) {
            if (!met.add(Place.of(now[i]))) {
                repeated = repeated == NONE ? new BitSet() : repeated;
                repeated.set(i);
            }
        }
        return repeated;
    }

    /// Takes the second and further samples of a series without a time out of the answer that was followed last.
    ///
    /// @return how many
    int dropRepeated(Samples samples) {
        if (repeated.isEmpty()) {
            return 0;
        }
        BitSet unwanted = new BitSet();
        int at = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (counts(samples, i)) {
                unwanted.set(i, repeated.get(at++) && !samples.isTimed(i));
            }
        }
        samples.remove(unwanted);
        return unwanted.cardinality();
    }

    /// Takes note of an answer that failed, or of the end: all series have ended.
    List<Entry> leave() {
        List<Entry> ended = List.of(size == present.length ? present : Arrays.copyOf(present, size));
        present = NOBODY;
        size = 0;
        return ended;
    }

    private boolean counts(Samples samples, int i) {
        return tracksTimes || !samples.isTimed(i);
    }

    private int counted(Samples samples) {
        int counted = 0;
        for (int i = 0; i < samples.size(); i++) {
            counted += counts(samples, i) ? 1 : 0;
        }
        return counted;
    }

    private boolean isSame(Samples samples) {
        int at = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (counts(samples, i) && present[at++] != samples.entries[i]) {
                return false;
            }
        }
        return true;
    }

    private void copy(Samples samples, Entry[] into) {
        int at = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (counts(samples, i)) {
                into[at++] = samples.entries[i];
            }
        }
    }

    /// The entries of one list that another has neither themselves nor under another text or type.
    private static List<Entry> missing(Entry[] of, int count, Entry[] in, int inCount) {
        Set<Entry> there = Collections.newSetFromMap(new IdentityHashMap<>(2 * inCount));
        there.addAll(Arrays.asList(in).subList(0, inCount));
        List<Entry> missing = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!there.contains(of[i])) {
                missing.add(of[i]);
            }
        }
        if (!missing.isEmpty()) {
            Set<Place> places = new HashSet<>();
            there.forEach(entry -> places.add(Place.of(entry)));
            missing.removeIf(entry -> !places.add(Place.of(entry)));
        }
        return missing;
    }

    /// Where values of an entry go.
    private record Place(io.heliograph.api.Series series, String field) {
        static Place of(Entry entry) {
            return new Place(entry.series(), entry.field());
        }
    }
}
