package io.heliograph.plugins.file.read;

import io.heliograph.api.Accumulator;
import io.heliograph.api.FlushException;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import java.time.Duration;
import java.util.Map;

/// Puts the tags of one file on its rows, over those that the rows have. The parser knows its series without these
/// tags, as it reads all files; here they are found with them.
///
/// @param known the series with the tags by those without, kept from one reading of the file to the next
/// @param out where rows go
record FileTags(TagSet tags, Map<Series, Series> known, Accumulator out) implements Accumulator {
    private static final int MOST = 100_000;

    @Override
    public Series series(String name, String... pairs) {
        return out.series(name, pairs);
    }

    @Override
    public Series series(String name, TagSet seriesTags) {
        return out.series(name, seriesTags);
    }

    @Override
    public Row row(Series series) {
        Series full = known.get(series);
        if (full == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            full = out.series(series.name(), series.tags().and(tags));
            known.put(series, full);
        }
        return out.row(full);
    }

    @Override
    public void flush(Duration atMost) throws FlushException, InterruptedException {
        out.flush(atMost);
    }

    @Override
    public void error(Throwable problem) {
        out.error(problem);
    }
}
