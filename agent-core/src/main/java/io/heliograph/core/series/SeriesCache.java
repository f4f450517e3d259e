package io.heliograph.core.series;

import io.heliograph.api.Series;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The series of one plugin, so that equal ones are one object and what hangs on it is found again.
///
/// Good for any thread. The host lets it age once an interval: what was not asked for during two whole ages is
/// forgotten, which is at the third [#age] after it was last asked for, as the first one ends the age that it was
/// asked for in. So a plugin whose tags are made of data does not grow.
public final class SeriesCache {
    private static final int AGES_KEPT = 2;

    private static final class Entry {
        final Series series;
        volatile int lastAge;

        Entry(Series series, int age) {
            this.series = series;
            this.lastAge = age;
        }
    }

    private final ConcurrentMap<Series, Entry> known = new ConcurrentHashMap<>();
    private volatile int age;

    /// The one object that equals this series.
    public Series canonical(Series series) {
        Entry entry = known.get(series);
        if (entry == null) {
            Entry made = new Entry(series, age);
            Entry earlier = known.putIfAbsent(series, made);
            entry = earlier == null ? made : earlier;
        }
        if (entry.lastAge != age) {
            entry.lastAge = age;
        }
        return entry.series;
    }

    /// Ends an age.
    public void age() {
        int now = age + 1;
        age = now;
        known.values().removeIf(entry -> now - entry.lastAge > AGES_KEPT);
    }

    /// How many series are known.
    public int size() {
        return known.size();
    }
}
