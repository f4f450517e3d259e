package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import org.jspecify.annotations.Nullable;

/// Makes the handles of series. Equal ones made one after the other are mostly one object: where the sample's name is
/// the field, all metrics of a thing (`device="sda"`) go into one series. Bounded: a slot holds the last series of its
/// hash. The host's own table would hold every series for three intervals more. Good for any thread.
final class RecentSeries {
    private static final int SLOTS = 4096;
    private static final @Nullable Series[] RECENT = new @Nullable Series[SLOTS]; // races lose a handle, made again

    private RecentSeries() {}

    /// A series of that name and these tags that others may have too.
    static Series of(String name, TagSet tags) {
        int hash = (31 * name.hashCode() + tags.hashCode()) * 0x9e3779b9;
        int slot = hash >>> 20;
        Series recent = RECENT[slot];
        if (recent != null && recent.name().equals(name) && recent.tags().equals(tags)) {
            return recent;
        }
        Series made = Series.of(name, tags);
        RECENT[slot] = made;
        return made;
    }
}
