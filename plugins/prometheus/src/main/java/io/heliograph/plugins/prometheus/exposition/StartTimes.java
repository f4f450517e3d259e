package io.heliograph.plugins.prometheus.exposition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// When counting began, by what it is said of: a [Group], or the [Entry] of a counter. Lives for one pass and is used
/// again: open addressing by identity, at most half full.
final class StartTimes {
    private @Nullable Object[] owners = new @Nullable Object[0];
    private long[] epochNanos = new long[0];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void put(Object owner, long nanos) {
        if (2 * (size + 1) > owners.length) {
            grow();
        }
        int slot = slot(owner);
        size += owners[slot] == null ? 1 : 0;
        owners[slot] = owner;
        epochNanos[slot] = nanos;
    }

    /// The time of an owner, in nanoseconds since 1970-01-01T00:00:00Z; 0 for unknown.
    long of(Object owner) {
        if (size == 0) {
            return 0;
        }
        int slot = slot(owner);
        return owners[slot] == null ? 0 : epochNanos[slot];
    }

    private int slot(Object owner) {
        int mask = owners.length - 1;
        int slot = System.identityHashCode(owner) & mask;
        while (owners[slot] != null && owners[slot] != owner) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable Object[] oldOwners = owners;
        long[] oldNanos = epochNanos;
        owners = new @Nullable Object[Math.max(64, 2 * oldOwners.length)];
        epochNanos = new long[owners.length];
        size = 0;
        for (int i = 0; i < oldOwners.length; i++) {
            Object owner = oldOwners[i];
            if (owner != null) {
                put(owner, oldNanos[i]);
            }
        }
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(owners, null);
            size = 0;
        }
    }

    /// About how many bytes of room it has.
    int roomBytes() {
        return 12 * owners.length;
    }
}
