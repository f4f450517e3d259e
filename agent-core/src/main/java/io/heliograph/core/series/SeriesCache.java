package io.heliograph.core.series;

import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The series of one plugin, so that equal ones are one object and what hangs on it is found again.
///
/// Good for any thread. The host lets it age once an interval: what was not asked for during two whole ages is
/// forgotten, which is at the third [#age] after it was last asked for, as the first one ends the age that it was
/// asked for in. So a plugin whose tags are made of data does not grow.
public final class SeriesCache {
    /// The most that name and tags may have, in characters: a record of the log holds four times as much.
    public static final int MOST_TEXT = 1 << 20;

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
    ///
    /// @throws IllegalArgumentException where it is larger than [#MOST_TEXT]
    public Series canonical(Series series) {
        Entry entry = known.get(series);
        if (entry == null) {
            check(series);
            Entry made = new Entry(series, age);
            Entry earlier = known.putIfAbsent(series, made);
            entry = earlier == null ? made : earlier;
        }
        if (entry.lastAge != age) {
            entry.lastAge = age;
        }
        return entry.series;
    }

    private static void check(Series series) {
        TagSet tags = series.tags();
        long text = series.name().length();
        for (int i = 0; i < tags.size(); i++) {
            text += tags.key(i).length() + tags.value(i).length();
        }
        if (text > MOST_TEXT) {
            String begin = series.name().substring(0, Math.min(40, series.name().length()));
            throw new IllegalArgumentException("name and tags of '" + begin + "' have " + text + " characters, and "
                    + MOST_TEXT + " are the most");
        }
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
