package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the reader is: a file of two slots that are written in turn, so that one of them is always whole. Losing it
/// costs duplicates, never rows.
///
/// ```
///  0 magic "HgCu"   4 CRC32C   8 generation   16 acknowledged   24 salt of the segment there   32 bits of the rows
/// behind
/// ```
final class Cursor implements Closeable {
    static final String NAME = "cursor";
    private static final int SLOT = 64;
    private static final int MAGIC = 0x75436748;
    private static final int BITS_AT = 32;

    /// So many rows behind the acknowledged ones are remembered one by one.
    static final int AHEAD = 8 * (SLOT - BITS_AT);

    /// @param acked all rows below this number are settled
    /// @param salt of a segment of the log that it belongs to
    /// @param ahead bit i: row `acked + i` is settled too
    record Place(long acked, long salt, BitSet ahead) {}

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
            cursor.read();
        } else {
            folder.sync();
        }
        return cursor;
    }

    private void read() throws IOException {
        byte[] slots = new byte[2 * SLOT];
        file.readAll(slots, 0, slots.length, 0);
        for (int at = 0; at < slots.length; at += SLOT) {
            long written = ByteReader.i64(slots, at + 8);
            boolean sound = ByteReader.i32(slots, at) == MAGIC && ByteReader.i32(slots, at + 4) == checksum(slots, at);
            if (sound && (found == null || written > generation)) {
                generation = written;
                byte[] bits = new byte[SLOT - BITS_AT];
                System.arraycopy(slots, at + BITS_AT, bits, 0, bits.length);
                found = new Place(ByteReader.i64(slots, at + 16), ByteReader.i64(slots, at + 24), BitSet.valueOf(bits));
            }
        }
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
        slot.clear();
        slot.zeros(SLOT);
        generation++;
        slot.putI32(0, MAGIC);
        slot.putI64(8, generation);
        slot.putI64(16, place.acked);
        slot.putI64(24, place.salt);
        for (int bit = place.ahead.nextSetBit(0); bit >= 0 && bit < AHEAD; bit = place.ahead.nextSetBit(bit + 1)) {
            slot.bytes()[BITS_AT + bit / 8] |= (byte) (1 << bit % 8);
        }
        slot.putI32(4, checksum(slot.bytes(), 0));
        file.writeAll(slot.bytes(), 0, SLOT, generation % 2 * SLOT);
    }

    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
