package io.heliograph.plugins.common.httpserver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes that a client sends, a buffer of them at a time.
final class Wire {
    private static final int FIRST_BYTES = 4 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int at;
    private int end;

    Wire(InputStream in) {
        this.in = in;
    }

    /// Waits for a byte without taking it; false at the end.
    boolean hasNext() throws IOException {
        return at < end || fill();
    }

    /// The next byte, not taken.
    int peek() {
        return buffer[at];
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = 0;
        }
        int got = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, got);
        return got > 0;
    }

    /// Takes a line up to its CR LF, which is taken but not part of it.
    ///
    /// @param most the bytes that it may have with its end
    /// @param status to refuse a longer one with
    /// @throws HttpProblem for a line that is longer, and for one that ends in a line feed alone
    /// @throws EOFException where the text ends first
    String line(int most, int status) throws IOException {
        int length = 0;
        while (true) {
            while (length < end - at && buffer[at + length] != '\n') {
                length++;
            }
            if (length >= most) {
                throw new HttpProblem(status, "more than " + ServerLimits.HEAD_BYTES + " bytes around the body");
            }
            if (length < end - at) {
                return taken(length);
            }
            makeRoom();
            if (!fill()) {
                throw new EOFException("the connection ends within a line");
            }
        }
    }

    private String taken(int length) throws HttpProblem {
        if (length == 0 || buffer[at + length - 1] != '\r') {
            throw new HttpProblem(400, "a line that does not end in CR LF");
        }
        String line = new String(buffer, at, length - 1, StandardCharsets.ISO_8859_1);
        at += length + 1;
        return line;
    }

    private void makeRoom() {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
    }

    /// Takes some bytes: those in the buffer, or straight from the socket.
    int read(byte[] into, int offset, int length) throws IOException {
        if (at == end) {
            return in.read(into, offset, length);
        }
        int taken = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, offset, taken);
        at += taken;
        return taken;
    }
}
