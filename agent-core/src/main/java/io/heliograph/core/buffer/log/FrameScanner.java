package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// Goes from record to record through a segment. Where there is none that checks out, it steps on by 8 bytes until
/// one does that belongs behind those before, so that damage costs the damaged record. What it steps over goes to
/// quarantine, unless it is all zeros.
final class FrameScanner {
    private static final int CHUNK = 1 << 18;
    private static final int SECTOR = 512;

    private final Quarantine quarantine;
    private byte[] chunk = new byte[CHUNK];
    private long chunkAt;
    private int chunkLength;

    private Segment segment;
    private LogFile file;
    private long end;
    private long ceiling;
    private long next;
    private long nextSeq;
    private int at;
    private boolean tolerant;
    private @Nullable IOException unreadable;
    private boolean readBefore;
    private boolean readBehind;

    FrameScanner(Quarantine quarantine, Segment segment, LogFile file) {
        this.quarantine = quarantine;
        this.segment = segment;
        this.file = file;
    }

    /// Begins at a place of a segment.
    ///
    /// @param from where a record is expected
    /// @param end of the bytes that count
    /// @param ceiling rows from here on belong to the next segment
    void over(Segment of, LogFile with, long from, long end, long ceiling) {
        segment = of;
        file = with;
        next = from;
        this.end = end;
        this.ceiling = ceiling;
        nextSeq = of.first();
        chunkLength = 0;
        unreadable = null;
        readBefore = false;
        readBehind = false;
    }

    /// Goes on in the same segment, which may have grown.
    void resume(LogFile with, long newEnd, long newCeiling) {
        file = with;
        end = newEnd;
        ceiling = newCeiling;
    }

    /// The place behind the record, or behind the last one.
    long next() {
        return next;
    }

    byte[] bytes() {
        return chunk;
    }

    /// Where the record is in [#bytes].
    int at() {
        return at;
    }

    long seq() {
        return Frame.seq(chunk, at);
    }

    int rows() {
        return Frame.rows(chunk, at);
    }

    /// Goes to the next record.
    ///
    /// @return false at the end; then [#next] is the end of the last one
    boolean advance() throws IOException {
        if (isFrame(next)) {
            take(next);
            return true;
        }
        long place = resync(next + 8);
        if (place < 0) {
            return false;
        }
        quarantine.keep(segment, file, next, place);
        isFrame(place);
        take(place);
        return true;
    }

    private void take(long place) {
        at = (int) (place - chunkAt);
        next = place + Frame.total(chunk, at);
        nextSeq = seq() + rows();
    }

    /// The next place of a record, or -1.
    private long resync(long from) throws IOException {
        long place = from;
        while (place + Frame.HEADER_BYTES <= end) {
            if (isFrame(place)) {
                return place;
            }
            place = chunkLength > 0 ? place + 8 : (place | SECTOR - 1) + 1; // nothing there can be read
        }
        return -1;
    }

    private boolean isFrame(long place) throws IOException {
        if (place + Frame.HEADER_BYTES > end || !have(place, Frame.HEADER_BYTES)) {
            return false;
        }
        int index = (int) (place - chunkAt);
        if (!Frame.isPlausible(chunk, index) || !belongs(index)) {
            return false;
        }
        int total = Frame.total(chunk, index);
        return place + total <= end
                && have(place, total)
                && Frame.isSound(chunk, (int) (place - chunkAt), segment.header.salt());
    }

    private boolean belongs(int index) {
        long seq = Frame.seq(chunk, index);
        return seq >= nextSeq && seq < ceiling;
    }

    /// Whether so many bytes of the file are there; they are in the chunk then.
    private boolean have(long place, int length) throws IOException {
        if (place >= chunkAt && place + length <= chunkAt + chunkLength) {
            return true;
        }
        if (chunk.length < length) {
            chunk = new byte[length + CHUNK];
        }
        chunkLength = 0; // should the read fail
        int most = (int) Math.min(chunk.length, end - place);
        int read = read(place, most);
        chunkAt = place;
        chunkLength = read;
        return read >= length;
    }

    private int read(long place, int most) throws IOException {
        try {
            int read = file.readAll(chunk, 0, most, place);
            readBefore |= read > 0 && unreadable == null;
            readBehind |= read > 0 && unreadable != null;
            return read;
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException problem) {
            if (tolerant) {
                unreadable = problem;
                return 0;
            }
            throw problem;
        }
    }

    /// What kept places from being read that were stepped over; null for nothing.
    @Nullable
    IOException unreadable() {
        return unreadable;
    }

    /// Whether anything could be read before such a place.
    boolean isReadBefore() {
        return readBefore;
    }

    /// Whether anything could be read behind it: then it is the place, and not the disk.
    boolean isReadBehind() {
        return readBehind;
    }

    /// Whether a place that cannot be read is stepped over like any other damage.
    void tolerant(boolean on) {
        tolerant = on;
    }

    /// How many rows a record had that was not written whole at the end: as its header says, where that fits.
    int tornRows() throws IOException {
        if (next + Frame.HEADER_BYTES > end || !have(next, Frame.HEADER_BYTES)) {
            return 0;
        }
        int index = (int) (next - chunkAt);
        return Frame.isPlausible(chunk, index) && Frame.seq(chunk, index) == nextSeq ? Frame.rows(chunk, index) : 0;
    }
}
