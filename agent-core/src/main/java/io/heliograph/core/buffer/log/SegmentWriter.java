package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The tail of a log. [#write] puts what is new behind it with one call; the file is zeros ahead of it, so that a full
/// disk is met before the records are on their way, and a sync has no new length to note. Each life begins a new
/// segment: no old tail is written to again.
///
/// A write or sync that failed leaves a file of which nothing is known but what was synced before. It is cut there, or
/// taken away, and never synced again, as the next sync would report success; the next [#write] begins a segment with
/// all frames that were not synced. Where even the cut fails, the same rows may be in both files; the numbers tell, and
/// the later file counts.
final class SegmentWriter {
    private static final long STEP = 1 << 20;
    private static final int ZEROS = 1 << 16;
    private static final int MOST_UNSYNCED = 4 << 20;

    private final Folder folder;
    private final Segments segments;
    private final Logger log;
    private final LongSupplier epochSeconds;
    private final UnsyncedFrames frames;
    private final byte[] zeros = new byte[ZEROS];

    private LogLimits limits;
    private @Nullable Segment tail;
    private long tailEnd;
    private long tailSynced;
    private boolean broken;
    private @Nullable String leftover;
    private long writtenSeq;
    private long syncedSeq;

    SegmentWriter(
            Folder folder, LogLimits limits, Segments segments, long endSeq, Logger log, LongSupplier epochSeconds) {
        this.folder = folder;
        this.limits = limits;
        this.segments = segments;
        this.log = log;
        this.epochSeconds = epochSeconds;
        frames = new UnsyncedFrames(endSeq, log);
        writtenSeq = endSeq;
        syncedSeq = endSeq;
    }

    /// The number that the next row gets.
    long endSeq() {
        return frames.endSeq();
    }

    /// All rows below are in files.
    long writtenSeq() {
        return writtenSeq;
    }

    /// All rows below are durable.
    long syncedSeq() {
        return syncedSeq;
    }

    /// Sets new limits for what is written from now on.
    void limit(LogLimits next) {
        limits = next;
    }

    boolean isTail(Segment segment) {
        return segment == tail;
    }

    /// The place behind the last record of a segment, as far as that is known.
    long endOfRecords(Segment segment) {
        return segment == tail ? tailEnd : segment.size;
    }

    /// Whether all that was added is in files.
    boolean isWritten() {
        return frames.unwrittenBytes() == 0 && !broken;
    }

    /// Whether a [#sync] has something to do.
    boolean isUnsynced() {
        return writtenSeq > syncedSeq || broken;
    }

    /// Adds rows, to be written.
    ///
    /// @return how many rows were left out: what is too large for a record alone, or cannot be encoded
    long add(MetricBatch batch) {
        return frames.add(batch);
    }

    /// Adds the note that rows were dropped.
    void addGap(long rows) {
        frames.addGap(rows);
    }

    /// Writes what was added. After a failure everything that was not synced is written again, elsewhere.
    void write() throws IOException {
        if (broken) {
            abandonTail();
        }
        if (frames.unwrittenBytes() == 0) {
            return;
        }
        Segment into = tailFor(frames.unwrittenBytes());
        int length = frames.unwrittenBytes();
        allocate(into, tailEnd + length);
        try {
            frames.write(into.file(folder), tailEnd, into.header.salt());
        } catch (IOException problem) {
            broken = true;
            throw problem;
        }
        tailEnd += length;
        writtenSeq = frames.endSeq();
        if (frames.writtenBytes() > MOST_UNSYNCED) {
            sync();
        }
    }

    private Segment tailFor(int length) throws IOException {
        Segment present = tail;
        if (present != null && tailEnd > SegmentHeader.BYTES && tailEnd + length > limits.segmentBytes()) {
            seal(present);
        }
        present = tail;
        return present == null ? beginTail() : present;
    }

    private void seal(Segment full) throws IOException {
        sync();
        full.cut(folder, tailEnd, log);
        full.close();
        tail = null;
    }

    /// Seals the tail where it is longer than its bound has become.
    void sealLong() throws IOException {
        Segment present = tail;
        if (present != null && !broken && tailEnd > limits.segmentBytes()) {
            seal(present);
        }
    }

    private Segment beginTail() throws IOException {
        long first = frames.firstUnwritten();
        String name = Segment.name(first);
        if (name.equals(leftover)) {
            folder.delete(name);
            leftover = null;
        }
        requireRoom(STEP);
        SegmentHeader header =
                new SegmentHeader(ThreadLocalRandom.current().nextLong(), first, epochSeconds.getAsLong());
        Segment begun = new Segment(name, header, create(name, header), SegmentHeader.BYTES);
        segments.add(begun);
        tail = begun;
        tailEnd = SegmentHeader.BYTES;
        tailSynced = SegmentHeader.BYTES;
        return begun;
    }

    private LogFile create(String name, SegmentHeader header) throws IOException {
        ByteWriter start = new ByteWriter();
        header.write(start);
        LogFile file = folder.create(name);
        try {
            file.writeAll(start.bytes(), 0, start.size(), 0);
            folder.sync();
            return file;
        } catch (IOException problem) {
            leftover = name;
            file.close();
            throw problem;
        }
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

    private void abandonTail() throws IOException {
        Segment failed = tail;
        if (failed != null) {
            failed.close();
            if (tailSynced <= SegmentHeader.BYTES) {
                deleteFailed(failed.name);
                segments.remove(failed);
            } else {
                failed.cut(folder, tailSynced, log);
                failed.close();
            }
        }
        tail = null;
        frames.rewind();
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
        frames.synced();
    }

    /// Leaves the tail as long as its records are.
    void close() {
        Segment present = tail;
        if (present != null && !broken) {
            present.cut(folder, tailEnd, log);
        }
    }
}
