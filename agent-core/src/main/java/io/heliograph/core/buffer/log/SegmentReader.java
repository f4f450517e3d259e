package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Reads a log from record to record, and goes on where it stopped; what is read and does not check out is stepped over
/// ([FrameScanner]).
///
/// What cannot be read is no damage: it is tried again for ten minutes, and what is behind it waits. Then it is, where
/// the rest of the file can be read; a disk that is away altogether is waited for, for as long as it takes.
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
        try {
            Found found = find(from, to, mostBytes);
            failing = false;
            return found;
        } catch (IOException problem) {
            failingSince = failing ? failingSince : epochSeconds.getAsLong();
            failing = true;
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
            int index = segments.floor(at);
            if (index < 0 && oldest() <= at) {
                break; // nothing is written yet
            }
            if (index < 0) {
                at = Math.min(to, oldest());
                continue;
            }
            FrameScanner scan = scanner(index, at);
            long end = Math.min(to, segments.end(index, writer.writtenSeq()));
            if (end <= at) {
                break; // not written, or not yet again
            }
            boolean any = scan.advance();
            if (!any) {
                beSureItIsThePlace(scan);
            }
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

    private FrameScanner scanner(int index, long seq) throws IOException {
        Segment segment = segments.get(index);
        LogFile file = segment.file(folder);
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
