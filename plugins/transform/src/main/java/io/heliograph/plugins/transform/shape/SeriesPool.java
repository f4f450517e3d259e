package io.heliograph.plugins.transform.shape;

import io.heliograph.api.Series;
import java.util.HashMap;
import java.util.Map;

/// Gives equal series one handle, where rows decide about name or tags in too many ways for [DerivedSeries].
///
/// The table is emptied when it has grown past [#MOST], as names may be made of data. Confined to one thread.
public final class SeriesPool {
    private static final int MOST = 1_000;

    private final Map<Series, Series> known = new HashMap<>();

    /// The handle of a series: the first that was equal to it.
    public Series of(Series series) {
        Series earlier = known.get(series);
        if (earlier != null) {
            return earlier;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(series, series);
        return series;
    }
}
