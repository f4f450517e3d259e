package io.heliograph.core.buffer.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The newest rows of a buffer, by reference, oldest first; and how much they hold on to.
final class RecentRows {
    private final Deque<Part> parts = new ArrayDeque<>();
    private long rows;
    private long bytes;

    boolean isEmpty() {
        return parts.isEmpty();
    }

    @Nullable
    Part first() {
        return parts.peekFirst();
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    void add(Part part) {
        parts.addLast(part);
        count(part, 1);
    }

    Part remove() {
        Part oldest = parts.removeFirst();
        count(oldest, -1);
        return oldest;
    }

    /// Puts back what is left of the oldest.
    void putBack(Part rest) {
        parts.addFirst(rest);
        count(rest, 1);
    }

    private void count(Part part, int sign) {
        rows += sign * part.batch().size();
        bytes += sign * part.bytes();
    }

    /// Takes out what lies within a range of numbers.
    ///
    /// @return how many rows that were
    long removeWithin(long from, long to) {
        long removed = 0;
        for (Iterator<Part> each = parts.iterator(); each.hasNext(); ) {
            Part part = each.next();
            if (part.first() >= from && part.end() <= to) {
                each.remove();
                count(part, -1);
                removed += part.batch().size();
            }
        }
        return removed;
    }

    /// Takes out what lies below a number.
    void removeBelow(long seq) {
        while (!parts.isEmpty() && parts.getFirst().first() < seq) {
            Part part = remove();
            Part rest = part.within(seq, part.end());
            if (rest != null) {
                putBack(rest);
            }
        }
    }

    void clear() {
        parts.clear();
        rows = 0;
        bytes = 0;
    }
}
