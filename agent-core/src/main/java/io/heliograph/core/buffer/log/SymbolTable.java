package io.heliograph.core.buffer.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Numbers things in the order in which they come first: the symbol table of one record. Confined to one thread.
///
/// A table of open addressing that is emptied for the next record and keeps its room up to a bound; a look-up
/// allocates nothing. Nothing is held on to from one record to the next.
final class SymbolTable {
    private static final int LEAST_SLOTS = 64;
    private static final int MOST_SLOTS = 1 << 13;

    private @Nullable Object[] things = new @Nullable Object[LEAST_SLOTS];
    private int[] hashes = new int[LEAST_SLOTS];
    private int[] indexes = new int[LEAST_SLOTS];
    private int first;
    private int size;

    /// How many numbers there are, those that were passed over included.
    int size() {
        return size;
    }

    void clear() {
        if (things.length > MOST_SLOTS) {
            allocate(MOST_SLOTS);
        } else if (size > first) {
            Arrays.fill(things, null);
        }
        first = 0;
        size = 0;
    }

    /// Passes numbers over in an empty table: somebody else has given them. What has one of those gets another here.
    void startAt(int number) {
        first = number;
        size = number;
    }

    /// The number of a thing that is known, or `~n` where it was not and is number n from now on.
    ///
    /// @param hash the same for equal things
    int number(Object thing, int hash) {
        int mask = things.length - 1;
        int slot = mixed(hash) & mask;
        for (Object there = things[slot]; there != null; there = things[slot]) {
            if (there == thing || hashes[slot] == hash && there.equals(thing)) {
                return indexes[slot];
            }
            slot = slot + 1 & mask;
        }
        return ~add(slot, thing, hash);
    }

    private int add(int slot, Object thing, int hash) {
        things[slot] = thing;
        hashes[slot] = hash;
        indexes[slot] = size;
        size++;
        if (2 * (size - first) > things.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        @Nullable Object[] oldThings = things;
        int[] oldHashes = hashes;
        int[] oldIndexes = indexes;
        allocate(2 * oldThings.length);
        int mask = things.length - 1;
        for (int old = 0; old < oldThings.length; old++) {
            if (oldThings[old] != null) {
                int slot = mixed(oldHashes[old]) & mask;
                while (things[slot] != null) {
                    slot = slot + 1 & mask;
                }
                things[slot] = oldThings[old];
                hashes[slot] = oldHashes[old];
                indexes[slot] = oldIndexes[old];
            }
        }
    }

    private void allocate(int slots) {
        things = new @Nullable Object[slots];
        hashes = new int[slots];
        indexes = new int[slots];
    }

    private static int mixed(int hash) {
        int spread = hash * 0x9e37_79b9;
        return spread ^ spread >>> 15;
    }
}
