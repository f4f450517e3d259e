package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.FieldSet;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// Remembers shapes for as long as their series live, and within a bound: beyond it, shapes are good for one row.
/// Confined to one thread.
///
/// There are two generations. What is asked for moves to the younger one; at [#turn] the older one, which nobody asked
/// for since the last turn, is forgotten.
///
/// Sources tell their series in the same order again and again. So each shape knows the one that came behind it the
/// last time, and a look-up is mostly a comparison of references, which touches neither the table nor the series.
final class Shapes {
    private final long mostBytes;
    private Table young = new Table();
    private Table old = new Table();
    private int generation = 1;
    private @Nullable Shape before;

    /// @param mostBytes that a generation may hold on to
    Shapes(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// A table with open addressing: a look-up allocates no key, and looks at hashes first, which stand close together.
    private static final class Table {
        private @Nullable Shape[] slots = new @Nullable Shape[64];
        private int[] hashes = new int[64];
        private int size;
        private long bytes;

        @Nullable
        Shape find(Series series, FieldSet fields, ValueType type, int hash) {
            return slots[slot(series, fields, type, hash)];
        }

        /// Where the shape is, or an empty slot.
        private int slot(Series series, FieldSet fields, ValueType type, int hash) {
            int mask = slots.length - 1;
            for (int slot = hash & mask; ; slot = slot + 1 & mask) {
                if (hashes[slot] == 0) {
                    return slot;
                }
                Shape shape = hashes[slot] == hash ? slots[slot] : null;
                if (shape != null && shape.isOf(series, fields, type)) {
                    return slot;
                }
            }
        }

        /// Adds a shape, or puts it in the place of another one of the same rows.
        void put(Shape shape, int hash) {
            int slot = slot(shape.series, shape.rowFields, shape.type, hash);
            Shape before = slots[slot];
            bytes += shape.retainedBytes() - (before == null ? 0 : before.retainedBytes());
            slots[slot] = shape;
            hashes[slot] = hash;
            if (before == null && 2 * ++size > slots.length) {
                grow();
            }
        }

        private void grow() {
            @Nullable Shape[] before = slots;
            int[] hashesBefore = hashes;
            slots = new @Nullable Shape[2 * before.length];
            hashes = new int[slots.length];
            for (int i = 0; i < before.length; i++) {
                if (before[i] != null) {
                    move(before[i], hashesBefore[i]);
                }
            }
        }

        private void move(@Nullable Shape shape, int hash) {
            int mask = slots.length - 1;
            int slot = hash & mask;
            while (hashes[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = shape;
            hashes[slot] = hash;
        }
    }

    /// What rows come to, or null where it is not remembered.
    @Nullable
    Shape find(Series series, FieldSet fields, ValueType type) {
        Shape expected = before == null ? null : before.next;
        if (expected != null && expected.generation == generation && expected.isOfSame(series, fields, type)) {
            before = expected;
            return expected;
        }
        Shape found = look(series, fields, type);
        follow(found);
        return found;
    }

    private @Nullable Shape look(Series series, FieldSet fields, ValueType type) {
        int hash = hash(series, fields);
        Shape shape = young.find(series, fields, type, hash);
        if (shape != null) {
            return shape;
        }
        Shape earlier = old.size == 0 ? null : old.find(series, fields, type, hash);
        if (earlier != null) {
            put(earlier, hash);
        }
        return earlier;
    }

    private void follow(@Nullable Shape shape) {
        Shape known = shape != null && shape.generation == generation ? shape : null;
        if (before != null) {
            before.next = known;
        }
        before = known;
    }

    /// Remembers what rows come to, while there is room.
    void put(Shape shape) {
        put(shape, hash(shape.series, shape.rowFields));
        follow(shape);
    }

    private void put(Shape shape, int hash) {
        if (young.bytes < mostBytes) {
            young.put(shape, hash);
            shape.generation = generation;
            shape.next = null;
        }
    }

    /// Spread over all bits, so that its low ones can be an index; never 0, which stands for an empty slot.
    private static int hash(Series series, FieldSet fields) {
        int mixed = (31 * series.hashCode() + fields.hashCode()) * 0x9e3779b9;
        int spread = mixed ^ mixed >>> 16;
        return spread == 0 ? 1 : spread;
    }

    /// Begins a generation.
    void turn() {
        old = young;
        young = new Table();
        generation++;
        before = null;
    }

    /// How many are remembered.
    int size() {
        return young.size + old.size;
    }
}
