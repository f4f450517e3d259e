package io.heliograph.core.buffer.log;

import io.heliograph.core.buffer.log.Holes.Hole;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the reader is: a file of two slots that are written in turn, so that one of them is always whole. Losing it
/// costs duplicates, never rows.
///
/// ```
///  0 magic   4 CRC32C   8 generation   16 acknowledged   24 salt of the segment there   32 what is settled behind
/// ```
///
/// With the magic "HgCu" that is a bit for each of the next rows. With "HgCr" it is two ranges, `from` and `to` of
/// each, for an output that takes what is fresh first: the largest two. What is beyond arrives twice after a crash.
final class Cursor implements Closeable {
    static final String NAME = "cursor";
    private static final int SLOT = 64;
    private static final int BITS = 0x75436748;
    private static final int RANGES = 0x72436748;
    private static final int AHEAD_AT = 32;
    private static final int MOST_RANGES = 2;

    /// So many rows behind the acknowledged ones are remembered one by one.
    static final int AHEAD = 8 * (SLOT - AHEAD_AT);

    /// @param acked all rows below this number are settled
    /// @param salt of a segment of the log that it belongs to
    /// @param ahead rows behind that are settled too
    record Place(long acked, long salt, Holes ahead) {}

    private final LogFile file;
    private final ByteWriter slot = new ByteWriter();
    private long generation;
    private @Nullable Place found;

    private Cursor(LogFile file) {
        this.file = file;
    }

    static Cursor open(Folder folder) throws IOException {
        boolean there = folder.names().contains(NAME);
        Cursor cursor = new Cursor(there ? folder.open(NAME) : folder.create(NAME));
        if (there) {
            cursor.readWhatIsThere();
        } else {
            folder.sync();
        }
        return cursor;
    }

    /// One that cannot be read is lost.
    private void readWhatIsThere() {
        try {
            read();
        } catch (IOException unreadable) {
            found = null;
        }
    }

    private void read() throws IOException {
        byte[] slots = new byte[2 * SLOT];
        file.readAll(slots, 0, slots.length, 0);
        for (int at = 0; at < slots.length; at += SLOT) {
            long written = ByteReader.i64(slots, at + 8);
            if (isSound(slots, at) && (found == null || written > generation)) {
                generation = written;
                long acked = ByteReader.i64(slots, at + 16);
                Holes ahead = ByteReader.i32(slots, at) == BITS ? bits(slots, at, acked) : ranges(slots, at);
                found = new Place(acked, ByteReader.i64(slots, at + 24), ahead);
            }
        }
    }

    private static boolean isSound(byte[] slots, int at) {
        int magic = ByteReader.i32(slots, at);
        return (magic == BITS || magic == RANGES) && ByteReader.i32(slots, at + 4) == checksum(slots, at);
    }

    private static Holes bits(byte[] slots, int at, long acked) {
        Holes ahead = new Holes();
        for (int bit = 0; bit < AHEAD; bit++) {
            if ((slots[at + AHEAD_AT + bit / 8] >> bit % 8 & 1) != 0) {
                ahead.add(acked + bit, acked + bit + 1);
            }
        }
        return ahead;
    }

    private static Holes ranges(byte[] slots, int at) {
        Holes ahead = new Holes();
        for (int range = 0; range < MOST_RANGES; range++) {
            int place = at + AHEAD_AT + 2 * Long.BYTES * range;
            ahead.add(ByteReader.i64(slots, place), ByteReader.i64(slots, place + Long.BYTES));
        }
        return ahead;
    }

    private static int checksum(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + 8, SLOT - 8);
        return (int) crc.getValue();
    }

    /// What was written last before the log was opened, or null where that is lost.
    @Nullable
    Place found() {
        return found;
    }

    void write(Place place) throws IOException {
        boolean bits = place.ahead.end() <= place.acked + AHEAD;
        slot.clear();
        slot.zeros(SLOT);
        generation++;
        slot.putI32(0, bits ? BITS : RANGES);
        slot.putI64(8, generation);
        slot.putI64(16, place.acked);
        slot.putI64(24, place.salt);
        if (bits) {
            putBits(place);
        } else {
            putRanges(place.ahead);
        }
        slot.putI32(4, checksum(slot.bytes(), 0));
        file.writeAll(slot.bytes(), 0, SLOT, generation % 2 * SLOT);
    }

    private void putBits(Place place) {
        for (Hole hole : place.ahead.all()) {
            for (long seq = Math.max(hole.from(), place.acked); seq < hole.to(); seq++) {
                int bit = (int) (seq - place.acked);
                slot.bytes()[AHEAD_AT + bit / 8] |= (byte) (1 << bit % 8);
            }
        }
    }

    private void putRanges(Holes ahead) {
        List<Hole> largest = new ArrayList<>(ahead.all());
        largest.sort(Comparator.comparingLong(Hole::size).reversed());
        for (int range = 0; range < Math.min(MOST_RANGES, largest.size()); range++) {
            int place = AHEAD_AT + 2 * Long.BYTES * range;
            slot.putI64(place, largest.get(range).from());
            slot.putI64(place + Long.BYTES, largest.get(range).to());
        }
    }

    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
