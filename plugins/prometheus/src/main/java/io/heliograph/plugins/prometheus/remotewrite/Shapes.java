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
final class Shapes {
    private final long mostBytes;
    private Table young = new Table();
    private Table old = new Table();

    /// @param mostBytes that a generation may hold on to
    Shapes(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// A table with open addressing: a look-up allocates no key.
    private static final class Table {
        private @Nullable Shape[] slots = new @Nullable Shape[64];
        private int size;
        private long bytes;

        @Nullable
        Shape find(Series series, FieldSet fields, ValueType type) {
            int mask = slots.length - 1;
            for (int slot = Shape.hash(series, fields) & mask; ; slot = slot + 1 & mask) {
                Shape shape = slots[slot];
                if (shape == null || shape.isOf(series, fields, type)) {
                    return shape;
                }
            }
        }

        void add(Shape shape) {
            if (2 * ++size > slots.length) {
                grow();
            }
            put(shape);
            bytes += shape.retainedBytes();
        }

        private void put(Shape shape) {
            int mask = slots.length - 1;
            int slot = shape.hash() & mask;
            while (slots[slot] != null) {
                slot = slot + 1 & mask;
            }
            slots[slot] = shape;
        }

        private void grow() {
            @Nullable Shape[] before = slots;
            slots = new @Nullable Shape[2 * before.length];
            for (Shape shape : before) {
                if (shape != null) {
                    put(shape);
                }
            }
        }

        void replace(Shape by) {
            int mask = slots.length - 1;
            for (int slot = by.hash() & mask; ; slot = slot + 1 & mask) {
                Shape shape = slots[slot];
                if (shape == null || shape.key().equals(by.key())) {
                    slots[slot] = by;
                    return;
                }
            }
        }
    }

    @Nullable
    Shape find(Series series, FieldSet fields, ValueType type) {
        Shape shape = young.find(series, fields, type);
        if (shape != null) {
            return shape;
        }
        Shape earlier = old.find(series, fields, type);
        if (earlier != null) {
            add(earlier);
        }
        return earlier;
    }

    void add(Shape shape) {
        if (young.bytes < mostBytes) {
            young.add(shape);
        }
    }

    /// Puts a shape in the place of one of the same key, which was just found.
    void replace(Shape by) {
        if (young.find(by.key().series(), by.key().fields(), by.key().type()) != null) {
            young.replace(by);
        }
    }

    /// Begins a generation.
    void turn() {
        old = young;
        young = new Table();
    }

    /// How many are remembered.
    int size() {
        return young.size + old.size;
    }
}
