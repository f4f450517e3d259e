package io.heliograph.plugins.prometheus.exposition;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The entries of a vocabulary by the fingerprints of their texts: open addressing with linear probing, at most three
/// quarters full, no tombstones. There may be several of one text, which mean something under other TYPE lines.
/// Confined to one thread at a time.
final class EntryTable {
    private static final int LEAST_SLOTS = 64;

    private @Nullable Entry[] slots = new @Nullable Entry[LEAST_SLOTS];
    private int size;

    int size() {
        return size;
    }

    /// The entry of a text that holds in a pass.
    @Nullable
    Entry find(Fingerprint text, int pass) {
        int mask = slots.length - 1;
        for (int slot = (int) text.low() & mask; ; slot = slot + 1 & mask) {
            Entry entry = slots[slot];
            if (entry == null) {
                return null;
            }
            if (entry.is(text) && entry.holds(pass)) {
                return entry;
            }
        }
    }

    /// Adds an entry that is not there.
    void put(Entry entry) {
        if (4 * (size + 1) > 3 * slots.length) {
            resize(2 * slots.length);
        }
        int mask = slots.length - 1;
        int slot = entry.hash() & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
        size++;
    }

    private void resize(int room) {
        @Nullable Entry[] old = slots;
        slots = new @Nullable Entry[room];
        size = 0;
        for (Entry entry : old) {
            if (entry != null) {
                put(entry);
            }
        }
    }

    /// Removes what was last seen before an age, and shrinks with what is left.
    ///
    /// @return how many were removed
    int forget(int before) {
        int removed = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            for (Entry old = slots[slot]; old != null && old.lastSeen < before; old = slots[slot]) {
                remove(old, slot);
                removed++;
            }
        }
        if (slots.length > LEAST_SLOTS && 8 * size < slots.length) {
            resize(Math.max(LEAST_SLOTS, Integer.highestOneBit(4 * size + 3)));
        }
        return removed;
    }

    /// Empties a slot and moves back those behind it which had to step aside.
    private void remove(Entry gone, int slot) {
        gone.lastSeen = Entry.GONE;
        int mask = slots.length - 1;
        int hole = slot;
        int next = hole + 1 & mask;
        for (Entry entry = slots[next]; entry != null; entry = slots[next]) {
            int distance = next - entry.hash() & mask;
            if (distance >= (next - hole & mask)) {
                slots[hole] = entry;
                hole = next;
            }
            next = next + 1 & mask;
        }
        slots[hole] = null;
        size--;
    }

    void forEach(Consumer<Entry> action) {
        for (Entry entry : slots) {
            if (entry != null) {
                action.accept(entry);
            }
        }
    }
}
