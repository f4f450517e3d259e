package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The files of an output's dead letters: segments like those of its log, without a cursor. Letters leave by being left
/// out when their segment is written anew, behind the others.
///
/// A failed write or sync costs nothing that was there: the segment is cut to what was synced, and never written to
/// again; what did not get through goes to the next one. Confined to the log's thread.
final class LetterFiles implements Closeable {
    private static final long LARGEST_SEGMENT = 4 << 20;
    private static final long SMALLEST_SEGMENT = 1 << 10;

    private final Folder folder;
    private final Logger log;
    private final Quarantine quarantine;
    private final LetterCodec codec = new LetterCodec();
    private final ByteWriter frames = new ByteWriter();
    private final List<Drawer> drawers = new ArrayList<>();
    private @Nullable Drawer tail;
    private long endSeq;
    private long tooLarge;
    private long maxBytes;
    private long minFreeDisk;

    /// A segment, and how many rows are in it.
    private static final class Drawer {
        final Segment segment;
        long rows;

        Drawer(Segment segment) {
            this.segment = segment;
        }
    }

    LetterFiles(Folder folder, long maxBytes, long minFreeDisk, Logger log) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.minFreeDisk = minFreeDisk;
        this.log = log;
        List<String> names = folder.names();
        this.quarantine = new Quarantine(folder, names, log);
        for (String name : names) {
            if (Segment.firstOf(name) >= 0) {
                take(name);
            }
        }
        drawers.sort(Comparator.comparingLong(drawer -> drawer.segment.first()));
        for (Drawer drawer : drawers) {
            count(drawer);
        }
    }

    private void take(String name) {
        byte[] start = new byte[SegmentHeader.BYTES];
        endSeq = Math.max(endSeq, Segment.firstOf(name) + 1);
        try (LogFile file = folder.open(name)) {
            SegmentHeader header = SegmentHeader.read(start, file.readAll(start, 0, start.length, 0));
            if (header != null && header.first() == Segment.firstOf(name)) {
                drawers.add(new Drawer(new Segment(name, header, null, file.size())));
            } else {
                log.warn("dead letters: {} has no header of this version: left alone", name);
            }
        } catch (IOException unreadable) {
            log.warn("dead letters: {} cannot be read: left alone", name, unreadable);
        }
    }

    private void count(Drawer drawer) throws IOException {
        FrameScanner scan = scan(drawer);
        while (scan.advance()) {
            drawer.rows += scan.rows();
            endSeq = Math.max(endSeq, scan.seq() + scan.rows());
        }
        drawer.segment.close();
    }

    private FrameScanner scan(Drawer drawer) throws IOException {
        Segment segment = drawer.segment;
        LogFile file = segment.file(folder);
        FrameScanner scan = new FrameScanner(quarantine, segment, file);
        scan.over(segment, file, SegmentHeader.BYTES, segment.size, Long.MAX_VALUE);
        scan.tolerant(true);
        return scan;
    }

    void limit(long bytes, long freeDisk) {
        maxBytes = bytes;
        minFreeDisk = freeDisk;
    }

    long rows() {
        long sum = 0;
        for (Drawer drawer : drawers) {
            sum += drawer.rows;
        }
        return sum;
    }

    long bytes() {
        long sum = 0;
        for (Drawer drawer : drawers) {
            sum += drawer.segment.size;
        }
        return sum;
    }

    /// The number that the next row gets.
    long endSeq() {
        return endSeq;
    }

    /// Adds letters; they are durable when it returns. They leave the queue as they become so: after a failure, it has
    /// those that are left to be tried again.
    void append(Deque<Letter> letters) throws IOException {
        while (!letters.isEmpty()) {
            appendSome(letters);
        }
        frames.shrink((int) SMALLEST_SEGMENT);
    }

    /// How many rows were left out since this was asked last, as no record can hold them.
    long takeTooLarge() {
        long rows = tooLarge;
        tooLarge = 0;
        return rows;
    }

    private void appendSome(Deque<Letter> letters) throws IOException {
        frames.clear();
        long left = 0;
        int some = 0;
        for (Iterator<Letter> next = letters.iterator(); next.hasNext() && frames.size() < largest(); some++) {
            Letter letter = next.next();
            left += codec.encode(letter, endSeq, frames);
            endSeq += letter.rows().size();
        }
        write();
        for (; some > 0; some--) {
            letters.removeFirst();
        }
        tooLarge += left; // not before: what failed is tried again, and left out again
    }

    private long largest() {
        return Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, maxBytes / 8));
    }

    private void write() throws IOException {
        if (frames.size() == 0) {
            return;
        }
        if (minFreeDisk > 0 && folder.usableBytes() < minFreeDisk + frames.size()) {
            throw new IOException("No space left on device above min_free_disk, " + minFreeDisk + " bytes");
        }
        Drawer into = tailFor(frames.size());
        Segment segment = into.segment;
        try {
            long rows = seal(segment.header.salt());
            LogFile file = segment.file(folder);
            file.writeAll(frames.bytes(), 0, frames.size(), segment.size);
            file.sync();
            segment.size += frames.size();
            into.rows += rows;
            frames.clear();
        } catch (IOException problem) {
            abandon(into);
            throw problem;
        }
    }

    /// @return how many rows are in the frames
    private long seal(long salt) {
        long rows = 0;
        for (int at = 0; at < frames.size(); at += Frame.total(frames.bytes(), at)) {
            Frame.seal(frames, at, salt);
            rows += Frame.rows(frames.bytes(), at);
        }
        return rows;
    }

    private Drawer tailFor(int pending) throws IOException {
        Drawer present = tail;
        if (present != null && present.segment.size + pending <= largest()) {
            return present;
        }
        if (present != null) {
            present.segment.close();
            tail = null;
        }
        return begin();
    }

    private Drawer begin() throws IOException {
        long first = Frame.seq(frames.bytes(), 0);
        String name = Segment.name(first);
        SegmentHeader header =
                new SegmentHeader(ThreadLocalRandom.current().nextLong(), first, System.currentTimeMillis() / 1000);
        ByteWriter start = new ByteWriter();
        header.write(start);
        LogFile file = folder.create(name);
        Drawer begun = new Drawer(new Segment(name, header, file, SegmentHeader.BYTES));
        try {
            file.writeAll(start.bytes(), 0, start.size(), 0);
            folder.sync();
        } catch (IOException problem) {
            abandon(begun);
            throw problem;
        }
        drawers.add(begun);
        tail = begun;
        return begun;
    }

    private void abandon(Drawer failed) {
        Segment segment = failed.segment;
        tail = null;
        endSeq++; // so that the next one has another name, whatever becomes of this
        try {
            if (failed.rows == 0) {
                segment.close();
                drawers.remove(failed);
                folder.delete(segment.name);
            } else {
                segment.file(folder).truncate(segment.size);
                segment.close();
            }
        } catch (IOException problem) {
            log.debug("{} stays as it is", segment.name, problem);
        }
    }

    /// Takes away the oldest where there is more than may be.
    ///
    /// @return how many rows went
    long keepBound() throws IOException {
        long gone = 0;
        while (drawers.size() > 1 && bytes() > maxBytes) {
            gone += dropOldest();
        }
        return gone;
    }

    /// Takes the oldest segment away.
    ///
    /// @return how many rows were in it
    long dropOldest() throws IOException {
        if (drawers.isEmpty()) {
            return 0;
        }
        Drawer oldest = drawers.get(0);
        delete(oldest);
        return oldest.rows;
    }

    private void delete(Drawer drawer) throws IOException {
        if (drawer == tail) {
            tail = null;
        }
        drawer.segment.close();
        folder.delete(drawer.segment.name);
        drawers.remove(drawer);
        folder.sync();
    }

    /// Reads letters in order.
    ///
    /// @param from rows with a lower number are not wanted
    /// @param mostBytes about so much of the files
    List<Letter> read(long from, int mostBytes) throws IOException {
        List<Letter> found = new ArrayList<>();
        long left = mostBytes;
        for (Drawer drawer : drawers) {
            if (left > 0) {
                left -= read(drawer, from, left, found);
            }
        }
        return found;
    }

    private long read(Drawer drawer, long from, long mostBytes, List<Letter> found) throws IOException {
        return read(scan(drawer), drawer, from, mostBytes, found);
    }

    private long read(FrameScanner scan, Drawer drawer, long from, long mostBytes, List<Letter> found)
            throws IOException {
        long bytes = 0;
        while (bytes < mostBytes && scan.advance()) {
            if (scan.seq() >= from) {
                bytes += Frame.total(scan.bytes(), scan.at());
                decode(scan, found);
            }
        }
        if (drawer != tail) {
            drawer.segment.close();
        }
        return bytes;
    }

    private void decode(FrameScanner scan, List<Letter> found) {
        try {
            found.add(codec.decode(scan));
        } catch (DamagedRecordException damaged) {
            log.warn("a dead letter that checks out and cannot be read, row " + scan.seq() + " and on", damaged);
        }
    }

    /// Takes letters out of the first segment at or behind a number: those that stay are written anew first.
    ///
    /// @return where the next segment may begin, or -1 where there was none
    long remove(long from, long upTo, Predicate<Letter> which) throws IOException {
        for (Drawer drawer : drawers) {
            long first = drawer.segment.first();
            if (first >= from && first < upTo) {
                remove(drawer, upTo, which);
                return first + 1;
            }
        }
        return -1;
    }

    private void remove(Drawer drawer, long upTo, Predicate<Letter> which) throws IOException {
        List<Letter> stay = new ArrayList<>();
        FrameScanner scan = scan(drawer);
        read(scan, drawer, 0, Long.MAX_VALUE, stay);
        requireAll(scan, drawer);
        int before = stay.size();
        stay.removeIf(letter -> letter.first() < upTo && which.test(letter));
        if (stay.size() == before && before > 0) {
            return;
        }
        if (drawer == tail) {
            tail = null;
        }
        append(new ArrayDeque<>(stay));
        delete(drawer);
    }

    /// What cannot be read for now must not go with the rest.
    private static void requireAll(FrameScanner scan, Drawer drawer) throws IOException {
        IOException unreadable = scan.unreadable();
        if (unreadable != null) {
            throw new IOException(
                    "dead letters: not all of " + drawer.segment.name + " can be read for now, so all of it stays",
                    unreadable);
        }
    }

    @Override
    public void close() {
        for (Drawer drawer : drawers) {
            drawer.segment.close();
        }
        tail = null;
    }
}
