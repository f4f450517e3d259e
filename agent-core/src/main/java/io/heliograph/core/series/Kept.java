package io.heliograph.core.series;

import io.heliograph.api.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the host has worked out about one series, by the identity of who answered.
///
/// It is a short array, owner and answer in turn, which is attached to the series itself, replaced as a whole and
/// never changed, so that reading takes no lock. A series passes a handful of owners: its input, the chain, filtering
/// outputs. What a retired owner (a stage of before a reload) has left is thrown out when the next answer is added.
/// Everything here dies with the series.
final class Kept {
    static final Object[] NONE = {};

    private Kept() {}

    /// What an owner has answered for this series, or null.
    static @Nullable Object find(Series series, Object owner) {
        return series.attachment() instanceof Object[] kept ? find(kept, owner) : null;
    }

    static @Nullable Object find(Object[] kept, Object owner) {
        for (int at = 0; at < kept.length; at += 2) {
            if (kept[at] == owner) {
                return kept[at + 1];
            }
        }
        return null;
    }

    /// Remembers an owner's answer.
    static void put(Series series, Object owner, Object answer) {
        while (true) {
            Object present = series.attachment();
            Object[] kept = present instanceof Object[] some ? some : NONE;
            if (series.attach(present, with(kept, owner, answer))) {
                return;
            }
        }
    }

    static Object[] with(Object[] kept, Object owner, Object answer) {
        int size = 0;
        Object[] next = new Object[kept.length + 2];
        for (int at = 0; at < kept.length; at += 2) {
            if (kept[at] != owner && !isRetired(kept[at])) {
                next[size++] = kept[at];
                next[size++] = kept[at + 1];
            }
        }
        next[size++] = owner;
        next[size++] = answer;
        return size == next.length ? next : Arrays.copyOf(next, size);
    }

    private static boolean isRetired(Object owner) {
        return owner instanceof Owner stage && stage.isRetired();
    }
}
