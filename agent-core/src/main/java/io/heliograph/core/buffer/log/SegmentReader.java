package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Reads a log from record to record, and goes on where it stopped; what is read and does not check out is stepped over
/// ([FrameScanner]).
///
/// What cannot be read is no damage: it is tried again for ten minutes, and what is behind it waits. Then it is, where
/// the rest of the file can be read; a disk that is away altogether is waited for, for as long as it takes. A file that
/// somebody has taken away while others are there is damage at once.
final class SegmentReader {
    private static final long PATIENCE_SECONDS = 600;

    private final Folder folder;
    private final Segments segments;
    private final SegmentWriter writer;
    private final Quarantine quarantine;
    private final Logger log;
    private final RecordDecoder decoder = new RecordDecoder();
    private final LongSupplier epochSeconds;
    private boolean failing;
    private long failingSince;
    private @Nullable FrameScanner scanner;
    private @Nullable Segment reading;
    private long readSeq;

    SegmentReader(
            Folder folder,
            Segments segments,
            SegmentWriter writer,
            Quarantine quarantine,
            Logger log,
            LongSupplier epochSeconds) {
        this.epochSeconds = epochSeconds;
        this.folder = folder;
        this.segments = segments;
        this.writer = writer;
        this.quarantine = quarantine;
        this.log = log;
    }

    /// Reads rows, in order.
    ///
    /// @param from the number of the first
    /// @param to the number behind the last
    /// @param mostBytes about so much of the files
    Found read(long from, long to, int mostBytes) throws IOException {
        Reading all = new Reading(from, to, mostBytes);
        try {
            while (all.advance()) {
                // the next
            }
            failing = false;
        } catch (IOException problem) {
            reading = null;
            failing &= all.isEmpty();
            if (all.isEmpty()) {
                failingSince = failing ? failingSince : epochSeconds.getAsLong();
                failing = true;
                throw problem;
            }
        }
        return all.found();
    }

    /// One call of [#read]. What it has when a place cannot be read is good.
    private final class Reading {
        private final List<Part> parts = new ArrayList<>();
        private final long to;
        private long at;
        private long left;
        private long gapRows;

        Reading(long from, long to, long mostBytes) {
            this.at = from;
            this.to = to;
            this.left = mostBytes;
        }

        boolean isEmpty() {
            return parts.isEmpty() && gapRows == 0;
        }

        Found found() {
            return new Found(parts, gapRows, at);
        }

        /// Goes on by a record, or over what is not there.
        ///
        /// @return false where there is no more, or enough
        boolean advance() throws IOException {
            if (at >= to || left <= 0) {
                return false;
            }
            int index = segments.floor(at);
            long end = index < 0 ? oldest() : segments.end(index, writer.writtenSeq());
            if (end <= at) {
                return false; // not written, or not yet again
            }
            end = Math.min(to, end);
            FrameScanner scan = index < 0 ? null : scanner(index, at);
            if (scan != null && isAtRecord(scan) && scan.seq() < end) {
                take(scan);
            } else {
                reading = null;
                at = end;
            }
            return true;
        }

        private void take(FrameScanner scan) {
            long next = Math.min(to, scan.seq() + scan.rows());
            if (next > at) {
                left -= Frame.total(scan.bytes(), scan.at());
                gapRows += part(scan, at, to, parts) ? 0 : next - Math.max(at, scan.seq());
                at = next;
            }
            readSeq = at;
        }
    }

    private static boolean isAtRecord(FrameScanner scan) throws IOException {
        boolean any = scan.advance();
        if (!any) {
            beSureItIsThePlace(scan);
        }
        return any;
    }

    private static void beSureItIsThePlace(FrameScanner scan) throws IOException {
        IOException unreadable = scan.unreadable();
        if (unreadable != null && !scan.isReadBefore() && !scan.isReadBehind()) {
            throw unreadable;
        }
    }

    private boolean isOutOfPatience() {
        return failing && epochSeconds.getAsLong() - failingSince >= PATIENCE_SECONDS;
    }

    private long oldest() {
        return segments.isEmpty() ? writer.writtenSeq() : segments.oldest().first();
    }

    /// Null where the file is gone.
    private @Nullable FrameScanner scanner(int index, long seq) throws IOException {
        Segment segment = segments.get(index);
        LogFile file = fileOf(segment);
        if (file == null) {
            return null;
        }
        FrameScanner scan = scanner;
        if (scan == null) {
            scan = new FrameScanner(quarantine, segment, file);
            scanner = scan;
        }
        scan.tolerant(isOutOfPatience());
        long end = writer.endOfRecords(segment);
        long ceiling = segments.end(index, Long.MAX_VALUE);
        if (reading == segment && readSeq == seq) {
            scan.resume(file, end, ceiling);
        } else {
            scan.over(segment, file, SegmentHeader.BYTES, end, ceiling);
            reading = segment;
        }
        return scan;
    }

    private @Nullable LogFile fileOf(Segment segment) throws IOException {
        try {
            return segment.file(folder);
        } catch (NoSuchFileException gone) {
            segments.requireOthers(gone);
            log.warn("{} is gone: somebody has taken it away, and its rows with it", segment.name);
            return null;
        }
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
}
