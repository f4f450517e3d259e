package io.heliograph.core.format;

import io.heliograph.api.Series;
import java.util.IdentityHashMap;
import java.util.Map;

/// The line prefixes of the series that one serializer has met lately. Confined to one thread.
final class Prefixes {
    private static final int MOST = 1 << 16;

    private final Map<Series, byte[]> known = new IdentityHashMap<>();

    byte[] of(Series series) {
        byte[] found = known.get(series);
        if (found == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            found = LinePrefix.of(series);
            known.put(series, found);
        }
        return found;
    }
}
