package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The few calls on a file that a log makes.
public interface LogFile extends Closeable {
    /// Writes some of the bytes, as `pwrite` does: mostly all.
    int write(ByteBuffer bytes, long at) throws IOException;

    /// Reads some bytes; -1 at the end.
    int read(ByteBuffer bytes, long at) throws IOException;

    /// The length in bytes.
    long size() throws IOException;

    /// Cuts the file.
    void truncate(long size) throws IOException;

    /// Makes what was written durable. Once this has failed, its success says nothing any more.
    void sync() throws IOException;

    /// Writes all of the bytes.
    default void writeAll(byte[] bytes, int from, int length, long at) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
        long place = at;
        while (left.hasRemaining()) {
            int written = write(left, place);
            if (written <= 0) {
                throw new IOException("nothing was written");
            }
            place += written;
        }
    }

    /// Reads as many bytes as there are, up to so many. What fails behind the first ones is left to the next call.
    ///
    /// @return how many
    default int readAll(byte[] bytes, int from, int length, long at) throws IOException {
        ByteBuffer room = ByteBuffer.wrap(bytes, from, length);
        try {
            while (room.hasRemaining() && read(room, at + room.position() - from) > 0) {
                // until the end
            }
        } catch (IOException problem) {
            if (room.position() == from) {
                throw problem;
            }
        }
        return room.position() - from;
    }
}
