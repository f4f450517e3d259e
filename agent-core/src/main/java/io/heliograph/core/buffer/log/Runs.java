package io.heliograph.core.buffer.log;

/// A column of numbers as runs: how many times, then which.
final class Runs {
    private final ByteWriter bytes = new ByteWriter();
    private long value;
    private int length;

    void clear() {
        bytes.clear();
        length = 0;
    }

    void add(long next) {
        if (length > 0 && next != value) {
            end();
        }
        value = next;
        length++;
    }

    private void end() {
        bytes.varint(length);
        bytes.zigzag(value);
        length = 0;
    }

    void writeTo(ByteWriter out) {
        out.append(whole());
    }

    /// All runs, the last one ended.
    ByteWriter whole() {
        if (length > 0) {
            end();
        }
        return bytes;
    }

    /// Begins with runs that were whole elsewhere.
    void become(ByteWriter whole) {
        bytes.clear();
        bytes.append(whole);
        length = 0;
    }
}
