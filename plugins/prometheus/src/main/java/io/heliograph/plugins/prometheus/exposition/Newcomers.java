package io.heliograph.plugins.prometheus.exposition;

import java.util.HashSet;
import java.util.Set;

/// Counts the series that a target did not have before, as Prometheus does: by their text, whether or not they have
/// times of their own; those before the fault of an answer too, and then they are not new the next time. What leaves a
/// target is forgotten at its next good answer that is not empty.
final class Newcomers {
    private Entry[] known = SeriesMemory.NOBODY;
    /// All that are known, where an answer failed since.
    private Set<Entry.Text> sinceFault = Set.of();

    /// Takes note of an answer.
    ///
    /// @param met its series, as far as it was read; never changed
    /// @param count how many of these count: not the last one, where its line is the fault
    /// @param whole whether it is good
    /// @return how many are new and not left out
    int note(Entry[] met, int count, boolean whole) {
        if (met == known && sinceFault.isEmpty()) {
            return 0;
        }
        Set<Entry.Text> all = HashSet.newHashSet(known.length + met.length);
        all.addAll(sinceFault);
        for (Entry entry : known) {
            all.add(entry.text());
        }
        int added = 0;
        for (int i = 0; i < count; i++) {
            added += all.add(met[i].text()) && met[i].left() == null ? 1 : 0;
        }
        known = whole ? met : known;
        sinceFault = whole ? Set.of() : all;
        return added;
    }
}
