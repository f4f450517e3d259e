package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/// The files of one output's queue: rows go in at the tail, and the head goes when all its rows are settled.
///
/// *Numbers.* Every row has one, counted from the first that the log ever took. A record says the number of its first
/// row and how many rows it has, so what is missing between two records is known to the row, whatever happened to it.
/// A segment is named by its first row. Nothing else ties files together: there is no index whose loss would matter.
///
/// *Parts.* [Recovery] finds what is there, [SegmentWriter] has the tail and [UnsyncedFrames] what may have to be
/// written again, [SegmentReader] goes through the rest; they share the list of [Segments]. The cursor is kept beside
/// ([Cursor]). When it is lost, or of another log, everything is read from the oldest segment on.
///
/// Cost: the encoding of rows ([RecordEncoder]), a checksum, and one copy of some 20 bytes per row into the page
/// cache, twice with the zeros. Confined to the thread that owns the folder.
final class SegmentedLog implements Closeable {
    private static final String LOCK = "LOCK";
    private static final long SECOND = 1_000_000_000L;

    private final Folder folder;
    private final Closeable lock;
    private final Cursor cursor;
    private final Segments segments;
    private final SegmentWriter writer;
    private final SegmentReader reader;
    private final Recovery.Place recovered;
    private boolean cursorDirty;
    private long cursorDirtyNanos;
    private long settledUpTo;

    private SegmentedLog(Folder folder, LogLimits limits, Logger log, LongSupplier epochSeconds) throws IOException {
        this.folder = folder;
        this.lock = folder.lock(LOCK);
        try {
            Quarantine quarantine = new Quarantine(folder, folder.names(), log);
            segments = new Segments(folder);
            cursor = Cursor.open(folder);
            recovered = new Recovery(folder, segments, quarantine, log).recover(cursor.found());
            writer = new SegmentWriter(folder, limits, segments, recovered.endSeq(), log, epochSeconds);
            reader = new SegmentReader(folder, segments, writer, quarantine, log, epochSeconds);
        } catch (IOException | RuntimeException problem) {
            lock.close();
            throw problem;
        }
        settledUpTo = recovered.startSeq();
        try {
            deleteSettled(settledUpTo);
        } catch (IOException problem) {
            log.warn("settled segments cannot be deleted", problem);
        }
    }

    /// Opens the log in a folder, whatever is in there.
    ///
    /// @throws IOException where the folder cannot be used at all, or not all of it can be read for now
    static SegmentedLog open(Folder folder, LogLimits limits, Logger log, LongSupplier epochSeconds)
            throws IOException {
        return new SegmentedLog(folder, limits, log, epochSeconds);
    }

    /// The number of the oldest row that may be there.
    long startSeq() {
        return recovered.startSeq();
    }

    /// Of the rows from [#startSeq] on, those that were settled out of order before the start.
    Holes settledAhead() {
        return recovered.settledAhead();
    }

    /// The number that the next row gets.
    long endSeq() {
        return writer.endSeq();
    }

    /// All rows below are in files.
    long writtenSeq() {
        return writer.writtenSeq();
    }

    /// All rows below are durable.
    long syncedSeq() {
        return writer.syncedSeq();
    }

    /// The length of all segments, with the zeros ahead.
    long bytes() {
        return segments.bytes();
    }

    /// The length of all segments without the zeros ahead.
    long recordBytes() {
        return segments.isEmpty()
                ? 0
                : segments.bytes() - segments.newest().size + writer.endOfRecords(segments.newest());
    }

    /// How many segments there are.
    int segments() {
        return segments.size();
    }

    /// When the oldest segment was made, in seconds since 1970; 0 where there is none.
    long oldestSeconds() {
        return segments.oldestSeconds();
    }

    /// When the oldest segment was closed, in seconds since 1970, or `Long.MAX_VALUE` where it was not.
    long oldestClosedSeconds() {
        return segments.oldestClosedSeconds();
    }

    /// The number of the first row of the oldest segment; that of the next row where there is none.
    long oldestSeq() {
        return segments.isEmpty() ? writer.writtenSeq() : segments.oldest().first();
    }

    /// Sets new limits for what is written from now on.
    void limit(LogLimits limits) {
        writer.limit(limits);
    }

    /// Whether all that was added is in files.
    boolean isWritten() {
        return writer.isWritten();
    }

    /// Whether a [#sync] has something to do.
    boolean isUnsynced() {
        return writer.isUnsynced();
    }

    /// Adds rows, to be written.
    ///
    /// @return how many rows were left out: what is too large for a record alone, or cannot be encoded
    long add(MetricBatch batch) {
        return writer.add(batch);
    }

    /// Adds the note that rows were dropped.
    void addGap(long rows) {
        writer.addGap(rows);
    }

    /// Writes what was added. After a failure everything that was not synced is written again, elsewhere.
    void write() throws IOException {
        writer.write();
    }

    /// Makes durable what was written.
    void sync() throws IOException {
        writer.sync();
    }

    /// Whether a failure is for want of room.
    static boolean isForRoom(IOException problem) {
        String message = problem.getMessage();
        return message != null && (message.contains("No space left") || message.contains("quota exceeded"));
    }

    /// Notes what is settled, and takes away segments that are settled whole.
    void settle(long acked, Holes ahead) throws IOException {
        int at = segments.floor(acked);
        long salt = at < 0 ? 0 : segments.get(at).header.salt();
        settledUpTo = acked;
        try {
            cursor.write(new Cursor.Place(acked, salt, ahead));
            noteCursor();
        } finally {
            deleteSettled(acked); // on a full disk, this is what makes room for the cursor
        }
    }

    private void noteCursor() {
        if (!cursorDirty) {
            cursorDirty = true;
            cursorDirtyNanos = System.nanoTime();
        }
    }

    /// Ends the segment that is written to where it is longer than its bound has become; if it is settled, it goes.
    void sealLong() throws IOException {
        writer.sealLong();
        deleteSettled(settledUpTo);
    }

    private void deleteSettled(long acked) throws IOException {
        boolean deleted = false;
        while (!segments.isEmpty()
                && !writer.isTail(segments.oldest())
                && segments.end(0, writer.writtenSeq()) <= acked) {
            segments.deleteOldest();
            deleted = true;
        }
        if (deleted) {
            folder.sync();
        }
    }

    /// When the cursor should be durable at the latest, as `System.nanoTime()` has it: a second after it has changed.
    long cursorSyncNanos() {
        return (cursorDirty ? cursorDirtyNanos : System.nanoTime() + 60 * SECOND) + SECOND;
    }

    /// Makes the cursor durable where it has changed.
    void syncCursor() throws IOException {
        if (cursorDirty) {
            cursor.sync();
            cursorDirty = false;
        }
    }

    /// Takes away the oldest segment, unless it is the one that is written to.
    ///
    /// @return whether it could
    boolean dropOldest() throws IOException {
        if (segments.isEmpty() || writer.isTail(segments.oldest())) {
            return false;
        }
        segments.deleteOldest();
        folder.sync();
        return true;
    }

    /// Reads rows, in order.
    ///
    /// @param from the number of the first
    /// @param to the number behind the last
    /// @param mostBytes about so much of the files
    /// @throws IOException for a place that cannot be read for now: another try may
    Found read(long from, long to, int mostBytes) throws IOException {
        return reader.read(from, to, mostBytes);
    }

    /// Closes the files as they are.
    @Override
    public void close() throws IOException {
        try {
            writer.close();
            segments.close();
            cursor.close();
        } finally {
            lock.close();
        }
    }

    @Override
    public String toString() {
        return "rows " + startSeq() + " to " + endSeq() + " in " + segments;
    }
}
