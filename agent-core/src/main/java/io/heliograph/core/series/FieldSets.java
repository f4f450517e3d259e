package io.heliograph.core.series;

import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import org.jspecify.annotations.Nullable;

/// The field sets of one accumulator, so that equal ones are one object. Confined to one thread.
///
/// Many rows have the fields of the row before; others cost a look into a hash table, and nothing is made. The table
/// is emptied when it has grown past [#MOST], as field keys may be made of data.
public final class FieldSets {
    private static final int MOST = 10_000;
    private static final int LEAST_SLOTS = 16;

    private @Nullable FieldSet[] slots = new @Nullable FieldSet[LEAST_SLOTS];
    private int size;
    private FieldSet last = FieldSet.EMPTY;

    /// The field set of the open row.
    public FieldSet of(MetricBatch.Builder row) {
        if (!row.matches(last)) {
            last = find(row);
        }
        return last;
    }

    private FieldSet find(MetricBatch.Builder row) {
        int mask = slots.length - 1;
        int slot = slot(row.fieldsHash(), mask);
        for (FieldSet there = slots[slot]; there != null; there = slots[slot]) {
            if (row.matches(there)) {
                return there;
            }
            slot = slot + 1 & mask;
        }
        FieldSet made = row.fieldSet();
        add(made);
        return made;
    }

    private void add(FieldSet made) {
        if (size >= MOST) {
            slots = new @Nullable FieldSet[LEAST_SLOTS];
            size = 0;
        }
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        place(made);
        size++;
    }

    private void grow() {
        @Nullable FieldSet[] old = slots;
        slots = new @Nullable FieldSet[2 * old.length];
        for (FieldSet set : old) {
            if (set != null) {
                place(set);
            }
        }
    }

    private void place(FieldSet set) {
        int mask = slots.length - 1;
        int slot = slot(set.hashCode(), mask);
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = set;
    }

    private static int slot(int hash, int mask) {
        int mixed = hash * 0x9e3779b9;
        return (mixed ^ mixed >>> 16) & mask;
    }
}
