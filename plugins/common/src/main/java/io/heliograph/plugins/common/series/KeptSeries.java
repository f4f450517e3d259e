package io.heliograph.plugins.common.series;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Series;
import java.util.HashMap;
import java.util.Map;

/// Keeps the handles of series from one gather to the next, and forgets those that the last gather did not ask for:
/// tables, commands and clients come and go, and a kept handle is memory. Confined to one thread.
public final class KeptSeries {
    private Map<String, Series> earlier = new HashMap<>();
    private Map<String, Series> present = new HashMap<>();

    /// The series of a measurement and the tags `key, value, key, value …`; tags with an empty key or value are none.
    public Series of(Accumulator out, String measurement, String... tags) {
        String key = key(measurement, tags);
        Series series = present.get(key);
        if (series == null) {
            Series kept = earlier.get(key);
            series = kept == null ? out.series(measurement, tags) : kept;
            present.put(key, series);
        }
        return series;
    }

    private static String key(String measurement, String... tags) {
        StringBuilder key = new StringBuilder(measurement);
        for (String part : tags) {
            key.append('\0').append(part);
        }
        return key.toString();
    }

    /// Ends a gather.
    public void turn() {
        Map<String, Series> emptied = earlier;
        earlier = present;
        emptied.clear();
        present = emptied;
    }
}
