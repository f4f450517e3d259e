package io.heliograph.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Bytes that a serializer writes: an array that grows. Confined to one thread; [#clear] makes it ready for use again.
///
/// A row that the format cannot carry (a NaN in line protocol, say) is not written but named with [#leaveOut], so that
/// the output can reject it by its index and the agent's books balance.
public final class ByteSink extends OutputStream {
    private byte[] array;
    private int size;
    private final SortedMap<Integer, String> leftOut = new TreeMap<>();

    /// An empty sink with room for a few lines.
    public ByteSink() {
        this(1024);
    }

    /// An empty sink.
    ///
    /// @param room for how many bytes at first, at least 1
    public ByteSink(int room) {
        this.array = new byte[Math.max(1, room)];
    }

    /// The array that holds the bytes, from index 0 on. It is another one after growth.
    public byte[] array() {
        return array;
    }

    /// The number of bytes.
    public int size() {
        return size;
    }

    /// Forgets everything and keeps the room.
    public void clear() {
        size = 0;
        leftOut.clear();
    }

    /// Cuts back to a size that it had before.
    public void truncate(int earlierSize) {
        size = earlierSize;
    }

    /// Makes room for so many bytes more, to be written to [#array] and taken with [#advance].
    public void reserve(int bytes) {
        if (array.length - size < bytes) {
            array = Arrays.copyOf(array, Math.max(size + bytes, 2 * array.length));
        }
    }

    /// Takes bytes that were written to the reserved room.
    public void advance(int bytes) {
        size += bytes;
    }

    /// Appends a byte.
    public void put(int b) {
        if (size == array.length) {
            reserve(1);
        }
        array[size++] = (byte) b;
    }

    /// Appends a part of an array.
    public void put(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, array, size, length);
        size += length;
    }

    /// Appends an array.
    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /// Appends a text in UTF-8.
    public void putText(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                put(text.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            array[size++] = (byte) c;
        }
    }

    /// Notes that a row of the batch was not written.
    ///
    /// @param row its index in the batch
    /// @param reason for the operator, for example "no finite field"
    public void leaveOut(int row, String reason) {
        leftOut.put(row, reason);
    }

    /// The rows that were not written, each with its reason.
    public SortedMap<Integer, String> leftOut() {
        return leftOut;
    }

    @Override
    public void write(int b) {
        put(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        put(bytes, offset, length);
    }

    /// Writes all bytes to a stream.
    public void writeTo(OutputStream out) throws IOException {
        out.write(array, 0, size);
    }

    /// The bytes as text in UTF-8.
    @Override
    public String toString() {
        return new String(array, 0, size, StandardCharsets.UTF_8);
    }
}
