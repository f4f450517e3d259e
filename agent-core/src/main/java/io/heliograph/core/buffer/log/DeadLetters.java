package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.Loss;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The rows that an output's receiver will never take, kept to be looked at, sent again or dropped by command.
///
/// A rejected row waits here until the log's thread comes by, which makes it durable *before* it notes that the row is
/// settled. A crash in between has the row rejected once more: two letters at worst, never none.
///
/// What costs nothing to lose is not kept: ends of series, and rows of nothing but values that are no numbers
/// ([Loss]). Nothing here holds up delivery: where the disk takes no letters, the oldest go to make room, and then
/// the rows themselves; they are counted, and the log says so.
public final class DeadLetters {
    /// Where they are, in the folder of the log.
    static final String FOLDER = "dlq";

    /// How many bytes are kept where nothing else is said.
    public static final long DEFAULT_BYTES = 64 << 20;

    private static final String FULL = "full";
    private static final String UNWRITTEN = "unwritten";
    private static final String TOO_LARGE = "too_large";
    private static final long MOST_WAITING = 16 << 20;

    private final LogThread thread;
    private final BufferCounts counts;
    private final Logger logger;
    private final @Nullable LetterFiles files;

    // under the lock
    private final List<Letter> waiting = new ArrayList<>();
    private long waitingBytes;

    private volatile long rows;
    private volatile long bytes;
    private volatile long endSeq;

    private DeadLetters(LogThread thread, @Nullable LetterFiles files, BufferCounts counts, Logger logger) {
        this.thread = thread;
        this.files = files;
        this.counts = counts;
        this.logger = logger;
        measure();
    }

    /// Opens what is in a folder, which need not be there. On the log's thread.
    static DeadLetters open(LogThread thread, Folder folder, long minFreeDisk, BufferCounts counts, Logger logger) {
        LetterFiles files = null;
        try {
            files = new LetterFiles(folder, DEFAULT_BYTES, minFreeDisk, logger);
        } catch (IOException problem) {
            logger.error("dead letters cannot be read: rejected rows are not kept", problem);
        }
        return new DeadLetters(thread, files, counts, logger);
    }

    private void measure() {
        LetterFiles present = files;
        if (present != null) {
            rows = present.rows();
            bytes = present.bytes();
            endSeq = present.endSeq();
        }
    }

    /// How many rows are kept.
    public long rows() {
        return rows;
    }

    /// How many bytes their files have.
    public long bytes() {
        return bytes;
    }

    /// Sets how many bytes are kept; the oldest go.
    ///
    /// @param minFreeDisk how many bytes are left to others on the file system
    public void limit(long maxBytes, long minFreeDisk) {
        LetterFiles present = files;
        if (present != null) {
            thread.submit(() -> {
                present.limit(maxBytes, minFreeDisk);
                lost(present.keepBound(), FULL);
                measure();
                return null;
            });
        }
    }

    /// Takes rejected rows of a batch, to be written soon.
    ///
    /// @param delivered rows that are not rejected after all
    void add(MetricBatch batch, BitSet delivered, List<Rejection> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        BitSet done = (BitSet) delivered.clone();
        Map<String, MetricBatch.Builder> byReason = new LinkedHashMap<>();
        for (Rejection rejection : rejected) {
            int row = rejection.row();
            if (!done.get(row) && Loss.of(batch, row) == Loss.ROW) {
                byReason.computeIfAbsent(Reasons.kept(rejection.reason()), reason -> new MetricBatch.Builder())
                        .copy(batch, row);
            }
            done.set(row);
        }
        long now = System.currentTimeMillis();
        for (Map.Entry<String, MetricBatch.Builder> entry : byReason.entrySet()) {
            add(new Letter(-1, now, entry.getKey(), entry.getValue().seal()));
        }
    }

    private void add(Letter letter) {
        synchronized (this) {
            long size = letter.rows().retainedBytes();
            if (files != null && waitingBytes + size <= MOST_WAITING) {
                waiting.add(letter);
                waitingBytes += size;
                return;
            }
        }
        lost(letter.rows().size(), UNWRITTEN);
    }

    private void lost(long lostRows, String reason) {
        if (lostRows > 0) {
            logger.error(lostRows + " dead letters are lost (counted, reason " + reason + ")");
            counts.lettersLost(lostRows, reason);
        }
    }

    /// Whether some are not written yet.
    synchronized boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /// Makes durable what waits. On the log's thread. Never fails: what cannot be written is lost, and counted.
    void write() {
        Deque<Letter> some = take();
        LetterFiles present = files;
        if (some.isEmpty() || present == null) {
            return;
        }
        long count = rowsIn(some);
        try {
            append(present, some);
        } catch (IOException | RuntimeException problem) {
            logger.error("rejected rows cannot be kept", problem);
        }
        long unwritten = rowsIn(some);
        long tooLarge = present.takeTooLarge();
        counts.letters(count - unwritten - tooLarge);
        lost(unwritten, UNWRITTEN);
        lost(tooLarge, TOO_LARGE);
        measure();
    }

    private static long rowsIn(Deque<Letter> letters) {
        long rows = 0;
        for (Letter letter : letters) {
            rows += letter.rows().size();
        }
        return rows;
    }

    private synchronized Deque<Letter> take() {
        Deque<Letter> some = new ArrayDeque<>(waiting);
        waiting.clear();
        waitingBytes = 0;
        return some;
    }

    /// A second try goes to a fresh file, and where room is wanting, in the place of the oldest.
    private void append(LetterFiles to, Deque<Letter> letters) throws IOException {
        try {
            to.append(letters);
        } catch (IOException problem) {
            if (SegmentedLog.isForRoom(problem)) {
                lost(to.dropOldest(), FULL);
            }
            to.append(letters);
        }
        lost(to.keepBound(), FULL);
    }

    /// Letters in order, about a MiB of them; none behind the last.
    ///
    /// @param from rows with a lower number are not wanted
    public List<Letter> read(long from) throws IOException {
        LetterFiles present = files;
        return present == null
                ? List.of()
                : thread.call(() -> {
                    write();
                    return present.read(from, 1 << 20);
                });
    }

    /// The number that the next row gets.
    public long endSeq() throws IOException {
        thread.call(() -> {
            write();
            measure();
            return null;
        });
        return endSeq;
    }

    /// Adds letters of another queue; they are durable when it returns.
    public void file(List<Letter> letters) throws IOException {
        LetterFiles present = files;
        if (present == null) {
            throw new IOException("dead letters cannot be read");
        }
        thread.call(() -> {
            append(present, new ArrayDeque<>(letters));
            lost(present.takeTooLarge(), TOO_LARGE);
            measure();
            return null;
        });
    }

    /// Takes letters out; what is left is durable when it returns. Segment by segment, so that others get their turn.
    ///
    /// @param upTo letters from this number on stay
    public void remove(long upTo, Predicate<Letter> which) throws IOException {
        LetterFiles present = files;
        long[] segment = {0}; // the next is looked for behind it
        while (present != null && segment[0] >= 0) {
            thread.call(() -> {
                segment[0] = present.remove(segment[0], upTo, which);
                measure();
                return null;
            });
        }
    }

    /// On the log's thread.
    void close() {
        if (files != null) {
            files.close();
        }
    }
}
