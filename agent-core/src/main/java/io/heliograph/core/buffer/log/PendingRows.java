package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a buffer that wait to be written, oldest first. Those that are dropped meanwhile leave a note, so that
/// the log can say that they were: one note, in front, however many there were.
final class PendingRows {
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long bytes;
    private long takenBytes;

    /// Rows, or without a batch the note that they were dropped.
    ///
    /// @param appendedNanos when they came, as `System.nanoTime()` has it
    record Piece(long first, long rows, @Nullable MetricBatch batch, long bytes, long appendedNanos) {
        long end() {
            return first + rows;
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /// How much they hold on to, with those that were taken and not [#written].
    long bytes() {
        return bytes;
    }

    void add(long first, MetricBatch batch, long retainedBytes, long appendedNanos) {
        pieces.addLast(new Piece(first, batch.size(), batch, retainedBytes, appendedNanos));
        bytes += retainedBytes;
    }

    /// Takes the oldest, about so much.
    List<Piece> take(long mostBytes) {
        List<Piece> taken = new ArrayList<>();
        while (!pieces.isEmpty() && takenBytes < mostBytes) {
            Piece piece = pieces.removeFirst();
            takenBytes += piece.bytes;
            taken.add(piece);
        }
        return taken;
    }

    /// What was taken is written.
    void written() {
        bytes -= takenBytes;
        takenBytes = 0;
    }

    /// Whether there are at least two, besides a note.
    boolean canDrop() {
        Piece first = pieces.peekFirst();
        return pieces.size() > (first != null && first.batch == null ? 2 : 1);
    }

    /// Drops the oldest, unless it is the only one.
    ///
    /// @return what was dropped, or null
    @Nullable
    Piece dropOldest() {
        Piece note = pieces.peekFirst();
        note = note != null && note.batch == null ? pieces.removeFirst() : null;
        if (pieces.size() < 2) {
            if (note != null) {
                pieces.addFirst(note);
            }
            return null;
        }
        Piece oldest = pieces.removeFirst();
        bytes -= oldest.bytes;
        long first = note == null ? oldest.first : note.first;
        pieces.addFirst(new Piece(first, oldest.end() - first, null, 0, oldest.appendedNanos));
        return oldest;
    }

    /// Drops all, up to a number.
    void dropAll(long end) {
        if (!pieces.isEmpty()) {
            Piece first = pieces.getFirst();
            pieces.clear();
            pieces.addLast(new Piece(first.first, end - first.first, null, 0, first.appendedNanos));
            bytes = takenBytes;
        }
    }
}
