package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// What rows of a series, a field set and a type come to: worked out once.
///
/// @param metadata that the rows carry, or null
/// @param members the series that are sent
/// @param fields of the row that their values are in, by member
/// @param obstacle why nothing is sent; empty where something is, or where rules say that nothing should be
record Shape(Key key, @Nullable Metadata metadata, RemoteSeries[] members, int[] fields, String obstacle) {
    private static final int OWN_BYTES = 120;

    /// What rows have in common.
    record Key(Series series, FieldSet fields, ValueType type) {}

    boolean isOf(Series series, FieldSet rowFields, ValueType type) {
        return key.type == type
                && (key.series == series || key.series.equals(series))
                && (key.fields == rowFields || key.fields.equals(rowFields));
    }

    /// Spread over all bits, so that its low ones can be an index.
    static int hash(Series series, FieldSet fields) {
        int mixed = (31 * series.hashCode() + fields.hashCode()) * 0x9e3779b9;
        return mixed ^ mixed >>> 16;
    }

    int hash() {
        return hash(key.series, key.fields);
    }

    /// About how many bytes this holds on to.
    int retainedBytes() {
        int bytes = OWN_BYTES;
        for (RemoteSeries member : members) {
            bytes += member.retainedBytes();
        }
        return bytes;
    }
}
