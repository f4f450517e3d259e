package io.heliograph.core.buffer.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Finds what earlier lives have left in a folder. Whatever is in there, it comes to an end, and says where the log
/// goes on; files that are not the log's own stay as they are.
final class Recovery {
    private final Folder folder;
    private final Segments segments;
    private final Quarantine quarantine;
    private final Logger log;

    Recovery(Folder folder, Segments segments, Quarantine quarantine, Logger log) {
        this.folder = folder;
        this.segments = segments;
        this.quarantine = quarantine;
        this.log = log;
    }

    /// Where the log goes on.
    ///
    /// @param startSeq the number of the oldest row that may be there
    /// @param settledAhead of the rows from there on, those that are settled
    /// @param endSeq the number that the next row gets
    record Place(long startSeq, Holes settledAhead, long endSeq) {}

    /// Takes all segments.
    ///
    /// @param place as the cursor says, or null
    Place recover(Cursor.@Nullable Place place) throws IOException {
        long foreign = takeAll();
        long end = endOfSegments();
        long start = 0;
        Holes ahead = new Holes();
        if (place != null && isOfThisLog(place)) {
            start = place.acked();
            ahead = place.ahead();
            end = Math.max(end, Math.max(start, ahead.end()));
        }
        end = Math.max(end, foreign);
        long oldest = segments.isEmpty() ? end : segments.oldest().first();
        if (start < oldest || segments.isEmpty()) {
            return new Place(oldest, new Holes(), end);
        }
        return new Place(start, ahead, end);
    }

    /// Takes what is named like a segment; says which number the names of others keep from us.
    private long takeAll() throws IOException {
        long foreign = 0;
        for (String name : folder.names()) {
            long first = Segment.firstOf(name);
            if (first >= 0 && !take(name, first)) {
                foreign = Math.max(foreign, first + 1);
            }
        }
        segments.sort();
        return foreign;
    }

    /// Takes a file for a segment.
    ///
    /// @return false for one that is not ours: it stays as it is
    private boolean take(String name, long first) throws IOException {
        byte[] start = new byte[SegmentHeader.BYTES];
        long size;
        int read;
        try (LogFile file = folder.open(name)) {
            size = file.size();
            read = file.readAll(start, 0, start.length, 0);
        } catch (IOException unreadable) {
            beSureItIsThePlace(name, unreadable);
            log.warn("the start of {} cannot be read: left alone", name, unreadable);
            return false;
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

    /// Where nothing of a file can be read, it is the disk, which may be back soon: nothing is given up for that.
    private void beSureItIsThePlace(String name, IOException unreadable) throws IOException {
        byte[] last = new byte[1];
        try (LogFile file = folder.open(name)) {
            if (file.readAll(last, 0, 1, file.size() - 1) == 1) {
                return;
            }
        } catch (IOException alike) {
            unreadable.addSuppressed(alike);
        }
        throw unreadable;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /// The number behind the last row. A last segment without rows is put aside: the next one has its name.
    private long endOfSegments() throws IOException {
        while (!segments.isEmpty()) {
            Segment last = segments.newest();
            long end = endOf(last);
            if (end > last.first() || !deleted(last)) {
                return Math.max(end, last.first() + 1);
            }
            segments.remove(last);
        }
        return 0;
    }

    /// One in which anything is left may be sound, and stays.
    private boolean deleted(Segment empty) {
        empty.close();
        if (empty.size > SegmentHeader.BYTES) {
            return false;
        }
        try {
            folder.delete(empty.name);
            return true;
        } catch (IOException problem) {
            log.debug("{} is empty and stays", empty.name, problem);
            return false;
        }
    }

    /// The number behind the last row, with those of a record that was not written whole. What is behind the last
    /// record is put aside and cut off; what cannot be read may be sound, and stays.
    private long endOf(Segment last) throws IOException {
        LogFile file = last.file(folder);
        FrameScanner scan = new FrameScanner(quarantine, last, file);
        scan.over(last, file, SegmentHeader.BYTES, last.size, Long.MAX_VALUE);
        scan.tolerant(true);
        long end = last.first();
        while (scan.advance()) {
            end = scan.seq() + scan.rows();
        }
        end += scan.tornRows();
        IOException unreadable = scan.unreadable();
        if (unreadable != null) {
            if (!scan.isReadBehind()) {
                throw unreadable;
            }
            log.warn("places of {} cannot be read", last.name, unreadable);
        } else if (scan.next() < last.size) {
            cutTail(last, file, scan.next());
        }
        settleDown(last, file);
        return end;
    }

    /// What could not be put aside stays where it is: a later life steps over it again.
    private void cutTail(Segment last, LogFile file, long end) {
        if (quarantine.keep(last, file, end, last.size)) {
            last.cut(folder, end, log);
        }
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

    private boolean isOfThisLog(Cursor.Place place) {
        if (segments.isEmpty() || place.acked() <= segments.oldest().first() || segments.haveSalt(place.salt())) {
            return true;
        }
        log.warn("the cursor is of another log: everything is sent again");
        return false;
    }
}
