package io.heliograph.plugins.prometheus.exposition;

import java.util.HashSet;
import java.util.Set;

/// Counts the series that a target did not have before, as Prometheus does: by their text, whether or not they have
/// times of their own; those before the fault of an answer too, and then they are not new the next time. What leaves a
/// target is forgotten at its next good answer that is not empty.
final class Newcomers {
    /// How many of answers that failed are remembered: a target may make up new ones each time.
    private static final int MOST_SINCE_FAULT = 10_000;

    private Entry[] known = SeriesMemory.NOBODY;
    /// What answers that failed had beside them, since the last good one.
    private Set<Entry.Text> sinceFault = new HashSet<>();

    /// Takes note of an answer.
    ///
    /// @param met its series, as far as it was read; never changed
    /// @param count how many of these count: not the last one, where its line is the fault
    /// @param whole whether it is good
    /// @return how many are new and neither left out nor part of a histogram that was converted
    int note(Entry[] met, int count, boolean whole) {
        if (met == known && sinceFault.isEmpty()) {
            return 0;
        }
        Set<Entry.Text> all = HashSet.newHashSet(known.length + sinceFault.size() + count);
        all.addAll(sinceFault);
        for (Entry entry : known) {
            all.add(entry.text());
        }
        int added = 0;
        for (int i = 0; i < count; i++) {
            boolean isNew = all.add(met[i].text());
            added += isNew && met[i].left() == null && !met[i].isConverted() ? 1 : 0;
            if (isNew && !whole && sinceFault.size() < MOST_SINCE_FAULT) {
                sinceFault.add(met[i].text());
            }
        }
        if (whole) {
            known = met;
            sinceFault = new HashSet<>(0);
        }
        return added;
    }
}
