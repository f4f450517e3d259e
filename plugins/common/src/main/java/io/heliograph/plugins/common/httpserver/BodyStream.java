package io.heliograph.plugins.common.httpserver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request, up to where the next request begins.
final class BodyStream extends InputStream {
    private static final int SIZE_DIGITS = 8;

    /// Hears when reading begins and when it is over.
    interface Progress {
        void began() throws IOException;

        void ended();

        /// What to throw where the connection ends first.
        IOException cutShort();
    }

    private final Wire wire;
    private final boolean chunked;
    private final Progress progress;
    private final byte[] single = new byte[1];
    private long left; // of the body, or of the present chunk
    private int overhead = ServerLimits.HEAD_BYTES; // around the present chunk
    private boolean began;
    private boolean inChunks;
    private boolean complete;

    BodyStream(Wire wire, long length, Progress progress) {
        this.wire = wire;
        this.chunked = length == RequestHead.CHUNKED;
        this.left = chunked ? 0 : length;
        this.complete = length == 0;
        this.progress = progress;
    }

    /// Whether all of it was read.
    boolean isComplete() {
        return complete;
    }

    /// Whether any of it was asked for.
    boolean hasBegun() {
        return began;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (complete || length == 0) {
            return complete ? -1 : 0;
        }
        begin();
        if (chunked && left == 0 && !hasChunk()) {
            end();
            return -1;
        }
        int got = wire.read(into, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw progress.cutShort();
        }
        left -= got;
        if (left == 0 && !chunked) {
            end();
        }
        return got;
    }

    private void begin() throws IOException {
        if (!began) {
            began = true;
            progress.began();
        }
    }

    private void end() {
        complete = true;
        progress.ended();
    }

    private boolean hasChunk() throws IOException {
        try {
            return nextChunk();
        } catch (EOFException end) {
            throw progress.cutShort();
        }
    }

    private boolean nextChunk() throws IOException {
        if (inChunks && !line().isEmpty()) {
            throw new HttpProblem(400, "a chunk is longer than it says");
        }
        inChunks = true;
        overhead = ServerLimits.HEAD_BYTES;
        left = size(line());
        if (left == 0) {
            skipTrailers();
        }
        return left > 0;
    }

    private String line() throws IOException {
        String line = wire.line(overhead, 400);
        overhead -= line.length() + 2;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new HttpProblem(400, "a control character around a chunk");
            }
        }
        return line;
    }

    /// Digits up to an extension, which nobody has a use for.
    private static long size(String line) throws HttpProblem {
        long size = 0;
        int digits = 0;
        while (digits < line.length() && hex(line.charAt(digits)) >= 0) {
            if (digits == SIZE_DIGITS) {
                throw new HttpProblem(413, "a chunk beyond all bounds");
            }
            size = size << 4 | hex(line.charAt(digits++));
        }
        if (digits == 0 || digits < line.length() && line.charAt(digits) != ';') {
            throw new HttpProblem(400, "not the size of a chunk");
        }
        return size;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private void skipTrailers() throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.indexOf(':') <= 0) {
                throw new HttpProblem(400, "a trailer without a name");
            }
        }
    }
}
