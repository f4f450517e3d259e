package io.heliograph.plugins.transform.shape;

import io.heliograph.api.Accumulator;
import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fields of a row while they are being changed, one rule after the other.
///
/// A field that no rule touches stays in its row and is copied from there as bits: nothing is boxed, and a row that no
/// rule touches at all is passed on as it is. Confined to one thread and used again for every row.
public final class Draft {
    private @Nullable Metric metric;
    private String[] keys = new String[16];
    private int[] sources = new int[16]; // index of the field in the metric, where its value is unchanged
    private @Nullable Object[] values = new Object[16]; // its value otherwise
    private int size;
    private boolean changed;

    /// Begins again with another row.
    public void load(Metric row) {
        metric = row;
        size = row.size();
        changed = false;
        grow(size);
        for (int i = 0; i < size; i++) {
            keys[i] = row.key(i);
            sources[i] = i;
            values[i] = null;
        }
    }

    private Metric metric() {
        if (metric == null) {
            throw new IllegalStateException("no row was loaded");
        }
        return metric;
    }

    private void grow(int room) {
        if (room > keys.length) {
            keys = Arrays.copyOf(keys, 2 * room);
            sources = Arrays.copyOf(sources, 2 * room);
            values = Arrays.copyOf(values, 2 * room);
        }
    }

    /// The number of fields.
    public int size() {
        return size;
    }

    /// The key of a field.
    public String key(int field) {
        return keys[field];
    }

    /// The index of a field, or -1.
    public int indexOf(String key) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /// The value of a field if it is a text, or null.
    public @Nullable String text(int field) {
        Object value = values[field];
        if (value != null) {
            return value instanceof String text ? text : null;
        }
        int source = sources[field];
        Metric row = metric();
        return row.kind(source) == FieldKind.TEXT ? row.text(source) : null;
    }

    /// The value of a field as [Metric#value] gives it.
    public Object value(int field) {
        Object value = values[field];
        return value == null ? metric().value(sources[field]) : value;
    }

    /// Sets a field that is there or not.
    public void set(String key, Object value) {
        int field = indexOf(key);
        if (field < 0) {
            field = size;
            grow(size + 1);
            size++;
            keys[field] = key;
        }
        values[field] = value;
        changed = true;
    }

    /// Calls a field by another name. A field that had this name is replaced.
    public void rename(int field, String key) {
        if (key.equals(keys[field])) {
            return;
        }
        int replaced = indexOf(key);
        keys[field] = key;
        if (replaced >= 0) {
            remove(replaced);
        }
        changed = true;
    }

    /// Takes a field out; those after it move up.
    public void remove(int field) {
        int after = size - field - 1;
        System.arraycopy(keys, field + 1, keys, field, after);
        System.arraycopy(sources, field + 1, sources, field, after);
        System.arraycopy(values, field + 1, values, field, after);
        size--;
        changed = true;
    }

    /// Whether any field was changed.
    public boolean isChanged() {
        return changed;
    }

    /// Emits the row under a series, at its own time.
    public void emit(Accumulator out, Series series) {
        emit(out, series, metric().epochNanos());
    }

    /// Emits the row under a series.
    public void emit(Accumulator out, Series series, long epochNanos) {
        Row row = out.row(series);
        if (!changed) {
            row.copy(metric()).atExactly(epochNanos).emit();
            return;
        }
        row.atExactly(epochNanos).type(metric().type()).detail(metric().detail());
        for (int field = 0; field < size; field++) {
            put(row, field);
        }
        row.emit();
    }

    private void put(Row row, int field) {
        Object value = values[field];
        if (value == null) {
            put(row, keys[field], metric(), sources[field]);
        } else {
            row.putObject(keys[field], value);
        }
    }

    /// Puts a field of a metric into a row under another key.
    public static void put(Row row, String key, Metric metric, int field) {
        switch (metric.kind(field)) {
            case DOUBLE -> row.put(key, metric.doubleValue(field));
            case LONG -> row.put(key, metric.longValue(field));
            case UNSIGNED -> row.putUnsigned(key, metric.bits(field));
            case BOOLEAN -> row.put(key, metric.booleanValue(field));
            case TEXT -> row.put(key, metric.text(field));
            case HISTOGRAM -> row.put(key, metric.histogram(field));
        }
    }
}
