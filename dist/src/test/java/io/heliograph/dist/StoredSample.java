package io.heliograph.dist;

import java.util.SortedMap;

/// A sample as remote write and remote read have it.
///
/// @param labels with the name, as `__name__`
/// @param valueBits of the double: staleness markers are one NaN of many
record StoredSample(SortedMap<String, String> labels, long epochMillis, long valueBits) {
    private static final long STALE = 0x7ff0000000000002L;

    String name() {
        return label("__name__");
    }

    /// The text of a label, empty where there is none.
    String label(String label) {
        return labels.getOrDefault(label, "");
    }

    String value() {
        // + 0.0: remote read has no negative zero
        return valueBits == STALE ? "stale" : Double.toString(Double.longBitsToDouble(valueBits) + 0.0);
    }
}
