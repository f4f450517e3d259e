package io.heliograph.core.format;

import io.heliograph.api.FieldSet;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/// The fields of a set as line protocol begins them: `key=`, and the order in which they are written.
///
/// @param keys by the index of the field; empty where no line could hold the key
/// @param order the indexes of the fields
record FieldTexts(byte[][] keys, int[] order) {
    private static FieldTexts of(FieldSet fields, boolean sorted) {
        byte[][] keys = new byte[fields.size()][];
        Integer[] order = new Integer[keys.length];
        for (int field = 0; field < keys.length; field++) {
            keys[field] = LinePrefix.ofField(fields.key(field));
            order[field] = field;
        }
        if (sorted) {
            Arrays.sort(order, (a, b) -> fields.key(a).compareTo(fields.key(b)));
        }
        int[] indexes = new int[order.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = order[i];
        }
        return new FieldTexts(keys, indexes);
    }

    /// The texts of the field sets that one serializer has met lately. Field sets are shared by all rows that have
    /// the same fields, so the object itself is the key. Confined to one thread.
    static final class Cache {
        private static final int MOST = 4096;

        private final boolean sorted;
        private final Map<FieldSet, FieldTexts> known = new IdentityHashMap<>();
        private FieldSet last = FieldSet.EMPTY;
        private FieldTexts lastTexts;

        Cache(boolean sorted) {
            this.sorted = sorted;
            this.lastTexts = FieldTexts.of(last, sorted);
        }

        FieldTexts of(FieldSet fields) {
            if (fields != last) {
                lastTexts = find(fields);
                last = fields;
            }
            return lastTexts;
        }

        private FieldTexts find(FieldSet fields) {
            FieldTexts found = known.get(fields);
            if (found == null) {
                if (known.size() >= MOST) {
                    known.clear();
                }
                found = FieldTexts.of(fields, sorted);
                known.put(fields, found);
            }
            return found;
        }
    }
}
