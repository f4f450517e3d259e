package io.heliograph.core.buffer.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Ranges of row numbers that are accounted for already and will not be found in the log: dropped before they were
/// written, or settled before the start. Ascending.
final class Holes {
    private final Deque<Hole> holes = new ArrayDeque<>();

    private record Hole(long from, long to) {
        long overlap(long start, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, start));
        }
    }

    /// Adds a range behind all others.
    void add(long from, long to) {
        Hole last = holes.peekLast();
        if (last != null && last.to == from) {
            holes.removeLast();
            holes.addLast(new Hole(last.from, to));
        } else if (to > from) {
            holes.addLast(new Hole(from, to));
        }
    }

    /// How many numbers of a range are in holes.
    long within(long from, long to) {
        long sum = 0;
        for (Hole hole : holes) {
            if (hole.from >= to) {
                break;
            }
            sum += hole.overlap(from, to);
        }
        return sum;
    }

    /// Whether one number is in a hole.
    boolean has(long seq) {
        return within(seq, seq + 1) > 0;
    }

    /// Forgets what is below a number.
    void forgetBefore(long seq) {
        Iterator<Hole> each = holes.iterator();
        while (each.hasNext() && each.next().to <= seq) {
            each.remove();
        }
    }
}
