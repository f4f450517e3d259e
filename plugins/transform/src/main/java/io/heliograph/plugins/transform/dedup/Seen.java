package io.heliograph.plugins.transform.dedup;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the last rows of a series said: one row, and those of the same time that brought further fields.
final class Seen {
    private final List<Metric> rows = new ArrayList<>(1);

    Seen(Metric row) {
        rows.add(row);
    }

    long epochNanos() {
        return rows.get(0).epochNanos();
    }

    List<Metric> rows() {
        return rows;
    }

    /// Takes a row and says whether it is news: a field has another value, or a row of the same time brings a further
    /// field.
    boolean isNews(Metric row) {
        boolean sameTime = row.epochNanos() == epochNanos();
        boolean added = false;
        for (int field = 0; field < row.size(); field++) {
            Metric holder = holderOf(row.key(field));
            if (holder == null) {
                added |= sameTime;
            } else if (!isSame(row, field, holder, holder.fields().indexOf(row.key(field)))) {
                replace(row);
                return true;
            }
        }
        if (added) {
            rows.add(row);
        }
        return added;
    }

    void replace(Metric row) {
        rows.clear();
        rows.add(row);
    }

    private @Nullable Metric holderOf(String key) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).fields().indexOf(key) >= 0) {
                return rows.get(i);
            }
        }
        return null;
    }

    private static boolean isSame(Metric row, int field, Metric other, int otherField) {
        FieldKind kind = row.kind(field);
        if (kind != other.kind(otherField)) {
            return false;
        }
        return switch (kind) {
            case DOUBLE -> row.doubleValue(field) == other.doubleValue(otherField);
            case LONG, UNSIGNED, BOOLEAN -> row.bits(field) == other.bits(otherField);
            case TEXT, HISTOGRAM -> row.value(field).equals(other.value(otherField));
        };
    }
}
