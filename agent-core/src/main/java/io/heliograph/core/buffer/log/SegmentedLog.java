package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The files of one output's queue: rows go in at the tail, and the head goes when all its rows are settled.
///
/// *Numbers.* Every row has one, counted from the first that the log ever took. A record says the number of its first
/// row and how many rows it has, so what is missing between two records is known to the row, whatever happened to it.
/// A segment is named by its first row. Nothing else ties files together: there is no index whose loss would matter.
///
/// *Writing.* Records are encoded into [#frames] and stay there until they are synced, at most a second's worth.
/// [#write] puts what is new behind the tail with one call; the file is zeros ahead of it, so that a full disk is met
/// before the records are on their way, and a sync has no new length to note. Each life begins a new segment: no old
/// tail is written to again.
///
/// *Failure.* A write or sync that failed leaves a file of which nothing is known but what was synced before. It is
/// cut there, or taken away, and never synced again, as the next sync would report success; the next [#write] begins a
/// segment with all frames that were not synced. Where even the cut fails, the same rows may be in both files; the
/// numbers tell, and the later file counts.
///
/// *Reading.* [#read] goes on where it stopped; what does not check out is stepped over ([FrameScanner]). The cursor
/// is kept beside ([Cursor]). When it is lost, or of another log, everything is read from the oldest segment on.
///
/// Cost: the encoding of rows ([RecordEncoder]), a checksum, and one copy of some 20 bytes per row into the page
/// cache, twice with the zeros. Confined to the thread that owns the folder.
final class SegmentedLog implements Closeable {
    private static final String LOCK = "LOCK";
    private static final long STEP = 1 << 20;
    private static final int ZEROS = 1 << 16;
    private static final int READ_TRIES = 3;
    private static final int IDLE_BYTES = 1 << 20;
    private static final int MOST_UNSYNCED = 4 << 20;

    private final Folder folder;
    private final LogLimits limits;
    private final Logger log;
    private final LongSupplier epochSeconds;
    private final Closeable lock;
    private final Cursor cursor;
    private final Quarantine quarantine;
    private final List<Segment> segments = new ArrayList<>();
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDecoder decoder = new RecordDecoder();
    private final ByteWriter frames = new ByteWriter();
    private final byte[] zeros = new byte[ZEROS];

    private int written;
    private @Nullable Segment tail;
    private long tailEnd;
    private long tailSynced;
    private boolean broken;
    private @Nullable String leftover;
    private long endSeq;
    private long writtenSeq;
    private long syncedSeq;
    private long startSeq;
    private BitSet settledAhead = new BitSet();
    private boolean cursorDirty;

    private int readFailures;
    private @Nullable FrameScanner scanner;
    private @Nullable Segment reading;
    private long readSeq;

    /// Rows, or what stands in their place, as they were appended.
    ///
    /// @param first the number of the first row
    /// @param bytes that are held on to, as [MetricBatch#retainedBytes] counts them; 0 where nobody counts
    record Part(long first, MetricBatch batch, long bytes) {
        long end() {
            return first + batch.size();
        }

        /// What is in it of the rows from `from` up to `to`, exclusive; null for nothing.
        @Nullable
        Part within(long from, long to) {
            long start = Math.max(from, first);
            long end = Math.min(to, end());
            if (start >= end) {
                return null;
            }
            MetricBatch some = batch.slice((int) (start - first), (int) (end - first));
            return some == batch ? this : new Part(start, some, bytes == 0 ? 0 : some.retainedBytes());
        }
    }

    /// What was read.
    ///
    /// @param parts ascending; what is missing between them is lost, or was dropped before it was written
    /// @param gapRows so many rows were dropped before they were written
    /// @param to all rows below are in the parts or missing
    record Found(List<Part> parts, long gapRows, long to) {}

    private SegmentedLog(Folder folder, LogLimits limits, Logger log, LongSupplier epochSeconds) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.log = log;
        this.epochSeconds = epochSeconds;
        this.lock = folder.lock(LOCK);
        try {
            this.quarantine = new Quarantine(folder, folder.names(), log);
            this.cursor = Cursor.open(folder);
            recover();
        } catch (IOException | RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /// Opens the log in a folder, whatever is in there.
    ///
    /// @throws IOException where the folder cannot be used at all
    static SegmentedLog open(Folder folder, LogLimits limits, Logger log, LongSupplier epochSeconds)
            throws IOException {
        return new SegmentedLog(folder, limits, log, epochSeconds);
    }

    private void recover() throws IOException {
        long foreign = 0;
        List<String> names = folder.names();
        for (String name : names) {
            long first = Segment.firstOf(name);
            if (first >= 0 && !take(name, first)) {
                foreign = Math.max(foreign, first + 1);
            }
        }
        segments.sort(Comparator.comparingLong(Segment::first));
        long end = endOfSegments();
        Cursor.Place place = cursor.found();
        if (place != null && isOfThisLog(place)) {
            startSeq = place.acked();
            settledAhead = place.ahead();
            end = Math.max(end, startSeq + settledAhead.length());
        }
        endSeq = writtenSeq = syncedSeq = Math.max(end, foreign);
        if (!segments.isEmpty() && startSeq < segments.get(0).first()) {
            startSeq = segments.get(0).first();
            settledAhead.clear();
        } else if (segments.isEmpty()) {
            startSeq = endSeq;
            settledAhead.clear();
        }
        try {
            deleteSettled(startSeq);
        } catch (IOException problem) {
            log.warn("settled segments cannot be deleted", problem);
        }
    }

    /// The number behind the last row. A last segment without rows is put aside: the next one has its name.
    private long endOfSegments() throws IOException {
        while (!segments.isEmpty()) {
            Segment last = segments.get(segments.size() - 1);
            long end = endOfLast(last);
            if (end > last.first() || !deleted(last)) {
                return Math.max(end, last.first() + 1);
            }
            segments.remove(last);
        }
        return 0;
    }

    private boolean deleted(Segment empty) {
        empty.close();
        try {
            folder.delete(empty.name);
            return true;
        } catch (IOException problem) {
            log.debug("{} is empty and stays", empty.name, problem);
            return false;
        }
    }

    /// Takes a file for a segment.
    ///
    /// @return false for one that is not ours: it stays as it is
    private boolean take(String name, long first) {
        try {
            return takeReadable(name, first);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read: left alone", name, unreadable);
            return false;
        }
    }

    private boolean takeReadable(String name, long first) throws IOException {
        byte[] start = new byte[SegmentHeader.BYTES];
        long size;
        int read;
        try (LogFile file = folder.open(name)) {
            size = file.size();
            read = file.readAll(start, 0, start.length, 0);
        }
        SegmentHeader header = SegmentHeader.read(start, read);
        if (header != null && header.first() == first) {
            segments.add(new Segment(name, header, null, size));
            return true;
        }
        if (isZero(start)) {
            quarantine.put(name);
            return true;
        }
        log.warn("{} is of a newer version, or none of ours: left alone", name);
        return false;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isOfThisLog(Cursor.Place place) {
        if (segments.isEmpty() || place.acked() <= segments.get(0).first()) {
            return true;
        }
        for (Segment segment : segments) {
            if (segment.header.salt() == place.salt()) {
                return true;
            }
        }
        log.warn("the cursor is of another log: everything is sent again");
        return false;
    }

    /// The number behind the last row, with those of a record that was not written whole. What is behind the last
    /// record is put aside and cut off.
    private long endOfLast(Segment last) throws IOException {
        LogFile file = last.file(folder);
        FrameScanner scan = new FrameScanner(quarantine, last, file);
        scan.over(last, file, SegmentHeader.BYTES, last.size, Long.MAX_VALUE);
        scan.tolerant(true);
        long end = last.first();
        while (scan.advance()) {
            end = scan.seq() + scan.rows();
        }
        end += scan.tornRows();
        if (scan.next() < last.size) {
            quarantine.keep(last, file, scan.next(), last.size);
            cut(last, file, scan.next());
        }
        settleDown(last, file);
        return end;
    }

    /// What a life before this one wrote and had no time to sync is made durable now.
    private void settleDown(Segment last, LogFile file) {
        try {
            file.sync();
            folder.sync();
        } catch (IOException problem) {
            log.warn("{} cannot be synced", last.name, problem);
        }
    }

    private void cut(Segment segment, LogFile file, long size) {
        try {
            file.truncate(size);
            segment.size = size;
        } catch (IOException problem) {
            log.debug("{} stays longer than it needs to be", segment.name, problem);
        }
    }

    /// The number of the oldest row that may be there.
    long startSeq() {
        return startSeq;
    }

    /// Of the rows from [#startSeq] on, those that were settled out of order before the start.
    BitSet settledAhead() {
        return settledAhead;
    }

    /// The number that the next row gets.
    long endSeq() {
        return endSeq;
    }

    /// All rows below are in files.
    long writtenSeq() {
        return writtenSeq;
    }

    /// All rows below are durable.
    long syncedSeq() {
        return syncedSeq;
    }

    /// The length of all segments.
    long bytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.size;
        }
        return sum;
    }

    /// How many segments there are.
    int segments() {
        return segments.size();
    }

    /// When the oldest segment was made, in seconds since 1970; 0 where there is none.
    long oldestSeconds() {
        return segments.isEmpty() ? 0 : segments.get(0).header.epochSeconds();
    }

    /// Whether all that was added is in files.
    boolean isWritten() {
        return written == frames.size() && !broken;
    }

    /// Adds rows, to be written.
    ///
    /// @return how many rows were left out: what is too large for a record alone, or cannot be encoded
    long add(MetricBatch batch) {
        int before = frames.size();
        long seq = endSeq;
        try {
            return add(batch, 0, batch.size());
        } catch (RuntimeException problem) {
            log.error("rows cannot be encoded", problem);
            frames.truncate(before);
            endSeq = seq;
            addGap(batch.size());
            return batch.size();
        }
    }

    private long add(MetricBatch batch, int from, int to) {
        int rows = to - from;
        int at = frames.size();
        frames.zeros(Frame.HEADER_BYTES);
        if (rows <= RecordEncoder.MOST_ROWS && encoder.encode(batch, from, to, frames)) {
            Frame.finish(frames, at, Frame.BATCH, endSeq, rows, encoder.minNanos(), encoder.maxNanos());
            endSeq += rows;
            return 0;
        }
        frames.truncate(at);
        if (rows == 1) {
            addGap(1);
            return 1;
        }
        int middle = from + rows / 2;
        return add(batch, from, middle) + add(batch, middle, to);
    }

    /// Adds the note that rows were dropped.
    void addGap(long rows) {
        for (long left = rows; left > 0; ) {
            int some = (int) Math.min(left, Integer.MAX_VALUE);
            int at = frames.size();
            frames.zeros(Frame.HEADER_BYTES + 1);
            Frame.finish(frames, at, Frame.GAP, endSeq, some, 0, 0);
            endSeq += some;
            left -= some;
        }
    }

    /// Writes what was added. After a failure everything that was not synced is written again, elsewhere.
    void write() throws IOException {
        if (broken) {
            abandonTail();
        }
        int pending = frames.size() - written;
        if (pending == 0) {
            return;
        }
        Segment into = tailFor(pending);
        pending = frames.size() - written;
        allocate(into, tailEnd + pending);
        sealFrames(into.header.salt());
        try {
            into.file(folder).writeAll(frames.bytes(), written, pending, tailEnd);
        } catch (IOException problem) {
            broken = true;
            throw problem;
        }
        tailEnd += pending;
        written = frames.size();
        writtenSeq = endSeq;
        if (written > MOST_UNSYNCED) {
            sync();
        }
    }

    private void sealFrames(long salt) {
        for (int at = written; at < frames.size(); at += Frame.total(frames.bytes(), at)) {
            Frame.seal(frames, at, salt);
        }
    }

    private Segment tailFor(int pending) throws IOException {
        Segment present = tail;
        if (present != null && tailEnd > SegmentHeader.BYTES && tailEnd + pending > limits.segmentBytes()) {
            sync();
            endTail(present);
            present = null;
        }
        return present == null ? beginTail() : present;
    }

    private void endTail(Segment ended) throws IOException {
        cut(ended, ended.file(folder), tailEnd);
        ended.close();
        tail = null;
    }

    private Segment beginTail() throws IOException {
        long first = Frame.seq(frames.bytes(), written);
        String name = Segment.name(first);
        if (name.equals(leftover)) {
            folder.delete(name);
            leftover = null;
        }
        SegmentHeader header =
                new SegmentHeader(ThreadLocalRandom.current().nextLong(), first, epochSeconds.getAsLong());
        ByteWriter start = new ByteWriter();
        header.write(start);
        requireRoom(STEP);
        LogFile file = folder.create(name);
        try {
            file.writeAll(start.bytes(), 0, start.size(), 0);
            folder.sync();
        } catch (IOException problem) {
            leftover = name;
            file.close();
            throw problem;
        }
        Segment begun = new Segment(name, header, file, SegmentHeader.BYTES);
        segments.add(begun);
        tail = begun;
        tailEnd = SegmentHeader.BYTES;
        tailSynced = SegmentHeader.BYTES;
        return begun;
    }

    /// Fills the tail with zeros ahead.
    private void allocate(Segment segment, long upTo) throws IOException {
        long step = Math.min(STEP, limits.segmentBytes());
        long size = (upTo + step - 1) / step * step;
        if (segment.size >= upTo) {
            return;
        }
        requireRoom(size - segment.size);
        LogFile file = segment.file(folder);
        while (segment.size < size) {
            int piece = (int) Math.min(ZEROS, size - segment.size);
            file.writeAll(zeros, 0, piece, segment.size);
            segment.size += piece;
        }
    }

    private void requireRoom(long bytes) throws IOException {
        if (limits.minFreeDisk() > 0 && folder.usableBytes() < limits.minFreeDisk() + bytes) {
            throw new IOException("No space left on device above min_free_disk, " + limits.minFreeDisk() + " bytes");
        }
    }

    /// Whether a failure is for want of room.
    static boolean isForRoom(IOException problem) {
        String message = problem.getMessage();
        return message != null && (message.contains("No space left") || message.contains("quota exceeded"));
    }

    private void abandonTail() throws IOException {
        Segment failed = tail;
        if (failed != null) {
            failed.close();
            if (tailSynced <= SegmentHeader.BYTES) {
                deleteFailed(failed.name);
                segments.remove(failed);
            } else {
                cut(failed, failed.file(folder), tailSynced);
                failed.close();
            }
        }
        if (reading == failed) {
            reading = null;
        }
        tail = null;
        written = 0;
        writtenSeq = syncedSeq;
        broken = false;
    }

    private void deleteFailed(String name) throws IOException {
        try {
            folder.delete(name);
        } catch (NoSuchFileException gone) {
            log.debug("{} is gone already", name, gone);
        }
    }

    /// Whether a [#sync] has something to do.
    boolean isUnsynced() {
        return writtenSeq > syncedSeq || broken;
    }

    /// Makes durable what was written.
    void sync() throws IOException {
        Segment present = tail;
        if (present == null || writtenSeq == syncedSeq && !broken) {
            return;
        }
        if (broken) {
            throw new IOException("the last write or sync failed");
        }
        try {
            present.file(folder).sync();
        } catch (IOException problem) {
            broken = true;
            throw problem;
        }
        tailSynced = tailEnd;
        syncedSeq = writtenSeq;
        frames.dropFirst(written);
        frames.shrink(IDLE_BYTES);
        written = 0;
    }

    /// Notes what is settled, and takes away segments that are settled whole.
    void settle(long acked, BitSet ahead) throws IOException {
        int at = floor(acked);
        long salt = at < 0 ? 0 : segments.get(at).header.salt();
        cursor.write(new Cursor.Place(acked, salt, ahead));
        cursorDirty = true;
        deleteSettled(acked);
    }

    private void deleteSettled(long acked) throws IOException {
        boolean deleted = false;
        while (!segments.isEmpty() && segments.get(0) != tail && endOf(0) <= acked) {
            deleteFirst();
            deleted = true;
        }
        if (deleted) {
            folder.sync();
        }
    }

    private void deleteFirst() throws IOException {
        Segment first = segments.get(0);
        first.close();
        if (reading == first) {
            reading = null;
        }
        folder.delete(first.name);
        segments.remove(0);
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
        if (segments.isEmpty() || segments.get(0) == tail) {
            return false;
        }
        deleteFirst();
        folder.sync();
        return true;
    }

    /// The number of the first row of the oldest segment; that of the next row where there is none.
    long oldestSeq() {
        return segments.isEmpty() ? writtenSeq : segments.get(0).first();
    }

    /// When the oldest segment was closed, in seconds since 1970, or `Long.MAX_VALUE` where it was not.
    long oldestClosedSeconds() {
        return segments.size() < 2 ? Long.MAX_VALUE : segments.get(1).header.epochSeconds();
    }

    private long endOf(int index) {
        return index + 1 < segments.size() ? segments.get(index + 1).first() : writtenSeq;
    }

    /// The index of the last segment that begins at a row or before it, or -1.
    private int floor(long seq) {
        int index = segments.size() - 1;
        while (index >= 0 && segments.get(index).first() > seq) {
            index--;
        }
        return index;
    }

    /// Reads rows, in order. A place that cannot be read at the third try counts as damaged.
    ///
    /// @param from the number of the first
    /// @param to the number behind the last
    /// @param mostBytes about so much of the files
    Found read(long from, long to, int mostBytes) throws IOException {
        try {
            Found found = find(from, to, mostBytes);
            readFailures = 0;
            return found;
        } catch (IOException problem) {
            readFailures++;
            reading = null;
            throw problem;
        }
    }

    private Found find(long from, long to, int mostBytes) throws IOException {
        List<Part> parts = new ArrayList<>();
        long gapRows = 0;
        long at = from;
        long left = mostBytes;
        while (at < to && left > 0) {
            int index = floor(at);
            if (index < 0 && oldestSeq() <= at) {
                break; // nothing is written yet
            }
            if (index < 0) {
                at = Math.min(to, oldestSeq());
                continue;
            }
            FrameScanner scan = scanner(index, at);
            long end = Math.min(to, endOf(index));
            if (end <= at) {
                break; // not written, or not yet again
            }
            boolean any = scan.advance();
            if (!any || scan.seq() >= end) {
                reading = null;
                at = Math.max(at, end);
                continue;
            }
            long next = Math.min(to, scan.seq() + scan.rows());
            if (next > at) {
                left -= Frame.total(scan.bytes(), scan.at());
                gapRows += part(scan, at, to, parts) ? 0 : next - Math.max(at, scan.seq());
            }
            at = Math.max(at, next);
            readSeq = at;
        }
        return new Found(parts, gapRows, at);
    }

    private FrameScanner scanner(int index, long seq) throws IOException {
        Segment segment = segments.get(index);
        LogFile file = segment.file(folder);
        FrameScanner scan = scanner;
        if (scan == null) {
            scan = new FrameScanner(quarantine, segment, file);
            scanner = scan;
        }
        scan.tolerant(readFailures >= READ_TRIES);
        long end = segment == tail ? tailEnd : segment.size;
        long ceiling = index + 1 < segments.size() ? segments.get(index + 1).first() : Long.MAX_VALUE;
        if (reading == segment && readSeq == seq) {
            scan.resume(end, ceiling);
        } else {
            scan.over(segment, file, SegmentHeader.BYTES, end, ceiling);
            reading = segment;
        }
        return scan;
    }

    /// Adds the rows of the record that the scanner is at.
    ///
    /// @return false where they were dropped before they were written
    private boolean part(FrameScanner scan, long from, long to, List<Part> parts) {
        if (Frame.type(scan.bytes(), scan.at()) == Frame.GAP) {
            return false;
        }
        try {
            int payload = scan.at() + Frame.HEADER_BYTES;
            int length = Frame.length(scan.bytes(), scan.at());
            Part part = new Part(scan.seq(), decoder.decode(scan.bytes(), payload, length, scan.rows()), 0);
            Part wanted = part.within(from, to);
            if (wanted != null) {
                parts.add(wanted);
            }
        } catch (DamagedRecordException damaged) {
            log.warn("a record that checks out and cannot be read, row " + scan.seq() + " and on", damaged);
        }
        return true;
    }

    /// Closes the files as they are.
    @Override
    public void close() throws IOException {
        Segment present = tail;
        if (present != null && !broken) {
            cut(present, present.file(folder), tailEnd);
        }
        for (Segment segment : segments) {
            segment.close();
        }
        cursor.close();
        lock.close();
    }

    @Override
    public String toString() {
        return "rows " + startSeq + " to " + endSeq + " in " + Arrays.toString(segments.toArray());
    }
}
