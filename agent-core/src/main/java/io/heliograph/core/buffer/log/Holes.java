package io.heliograph.core.buffer.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ranges of row numbers that are accounted for already, and that nobody should look for in the log: dropped before
/// they were written, read out of order, or settled before the start. Ascending, and apart from each other.
final class Holes {
    private final List<Hole> holes = new ArrayList<>();

    /// @param to exclusive
    record Hole(long from, long to) {
        long size() {
            return to - from;
        }

        private long overlap(long start, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, start));
        }
    }

    boolean isEmpty() {
        return holes.isEmpty();
    }

    /// All of them, to be looked at.
    List<Hole> all() {
        return holes;
    }

    /// Adds a range.
    void add(long from, long to) {
        if (to <= from) {
            return;
        }
        int at = holes.size();
        while (at > 0 && holes.get(at - 1).from > to) {
            at--;
        }
        long start = from;
        long end = to;
        while (at > 0 && holes.get(at - 1).to >= from) {
            at--;
            Hole joined = holes.remove(at);
            start = Math.min(start, joined.from);
            end = Math.max(end, joined.to);
        }
        holes.add(at, new Hole(start, end));
    }

    /// How many numbers there are in all.
    long size() {
        long sum = 0;
        for (Hole hole : holes) {
            sum += hole.size();
        }
        return sum;
    }

    /// The number behind the last, or 0.
    long end() {
        return holes.isEmpty() ? 0 : holes.get(holes.size() - 1).to;
    }

    /// How many numbers of a range are in holes.
    long within(long from, long to) {
        long sum = 0;
        for (int i = 0; i < holes.size() && holes.get(i).from < to; i++) {
            sum += holes.get(i).overlap(from, to);
        }
        return sum;
    }

    /// Whether one number is in a hole.
    boolean has(long seq) {
        return within(seq, seq + 1) > 0;
    }

    /// The next number from there on that is in none.
    long skip(long seq) {
        for (Hole hole : holes) {
            if (hole.from <= seq && seq < hole.to) {
                return hole.to;
            }
        }
        return seq;
    }

    /// Adds what is in no hole of some rows.
    void addOutside(Part part, Collection<Part> to) {
        long at = part.first();
        for (Hole hole : holes) {
            if (hole.to > at) {
                addPart(part.within(at, Math.min(hole.from, part.end())), to);
                at = Math.max(at, hole.to);
            }
        }
        addPart(part.within(at, part.end()), to);
    }

    private static void addPart(@Nullable Part part, Collection<Part> to) {
        if (part != null) {
            to.add(part);
        }
    }

    /// Forgets what is below a number.
    void forgetBefore(long seq) {
        while (!holes.isEmpty() && holes.get(0).to <= seq) {
            holes.remove(0);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Holes that && that.holes.equals(holes);
    }

    @Override
    public int hashCode() {
        return holes.hashCode();
    }

    @Override
    public String toString() {
        return holes.toString();
    }
}
