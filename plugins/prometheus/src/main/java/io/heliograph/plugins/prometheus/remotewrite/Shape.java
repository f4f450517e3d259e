package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What rows of a series, a field set and a type come to: worked out once.
final class Shape {
    private static final int OWN_BYTES = 120;
    private static final int[] FIRST = {0};

    final Series series;
    final FieldSet rowFields;
    final ValueType type;
    /// What the rows carry.
    final @Nullable Metadata metadata;
    /// The series that are sent.
    final RemoteSeries[] members;
    /// The field of the row that the value of each member is in.
    final int[] fields;
    /// Why nothing is sent; empty where something is, or where rules say that nothing should be.
    final String obstacle;
    /// Whether all values are floating point numbers.
    final boolean doubles;

    /// The generation of [Shapes] that it is in; 0 for none.
    int generation;
    /// What came behind it the last time: probably it does again.
    @Nullable
    Shape next;

    Shape(
            Series series,
            FieldSet rowFields,
            ValueType type,
            @Nullable Metadata metadata,
            RemoteSeries[] members,
            int[] fields,
            String obstacle) {
        this.series = series;
        this.rowFields = rowFields;
        this.type = type;
        this.metadata = metadata;
        this.members = members;
        this.fields = Arrays.equals(fields, FIRST) ? FIRST : fields; // one that is always at hand
        this.obstacle = obstacle;
        this.doubles = areDoubles(rowFields, fields);
    }

    private static boolean areDoubles(FieldSet rowFields, int[] fields) {
        for (int field : fields) {
            if (rowFields.kind(field) != FieldKind.DOUBLE) {
                return false;
            }
        }
        return true;
    }

    /// Whether a row is of the very same objects; looks into none of them.
    boolean isOfSame(Series otherSeries, FieldSet otherFields, ValueType otherType) {
        return series == otherSeries && rowFields == otherFields && type == otherType;
    }

    boolean isOf(Series otherSeries, FieldSet otherFields, ValueType otherType) {
        return type == otherType
                && (series == otherSeries || series.equals(otherSeries))
                && (rowFields == otherFields || rowFields.equals(otherFields));
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
