package io.heliograph.plugins.transform.shape;

import io.heliograph.api.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Series that are derived from one by a text that its rows bring: a formatted time, a field's key or value.
///
/// What the agent has worked out for a series hangs on its handle, so a text that comes again must find the same
/// handle. The table is emptied when it has grown past [#MOST], as texts may be made of data. Confined to one thread.
public final class DerivedSeries {
    private static final int MOST = 1_000;

    private final Function<String, Series> derive;
    private final Map<String, Series> known = new HashMap<>();
    private @Nullable String lastText;
    private @Nullable Series last;

    /// @param derive makes the series of a text
    public DerivedSeries(Function<String, Series> derive) {
        this.derive = derive;
    }

    /// The series of a text.
    public Series of(String text) {
        Series found = last;
        if (found == null || !text.equals(lastText)) {
            found = find(text);
            lastText = text;
            last = found;
        }
        return found;
    }

    private Series find(String text) {
        Series found = known.get(text);
        if (found == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            found = derive.apply(text);
            known.put(text, found);
        }
        return found;
    }
}
