package io.heliograph.plugins.aggregate.window;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gives each numeric field of a series a slot in the arrays that its aggregator keeps.
///
/// Rows of a series mostly share one set of fields, so that the slots of a row cost a comparison of references.
/// Confined to one thread.
public final class FieldSlots {
    private String[] keys = new String[4];
    private int size;
    private @Nullable FieldSet last;
    private int[] slots = new int[0];

    /// The slot of each field by its index, or -1 for one that is no number.
    public int[] of(FieldSet fields) {
        if (fields != last) {
            slots = find(fields);
            last = fields;
        }
        return slots;
    }

    private int[] find(FieldSet fields) {
        int[] found = new int[fields.size()];
        for (int field = 0; field < found.length; field++) {
            found[field] = isNumber(fields.kind(field)) ? slot(fields.key(field)) : -1;
        }
        return found;
    }

    private static boolean isNumber(FieldKind kind) {
        return kind == FieldKind.DOUBLE || kind == FieldKind.LONG || kind == FieldKind.UNSIGNED;
    }

    private int slot(String key) {
        for (int slot = 0; slot < size; slot++) {
            if (keys[slot].equals(key)) {
                return slot;
            }
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        return size++;
    }

    /// The number of slots.
    public int size() {
        return size;
    }

    /// The key of a slot's field.
    public String key(int slot) {
        return keys[slot];
    }
}
