package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.net.ProtocolException;

/// A body in chunks (RFC 9112, 7.1). Extensions and trailers are skipped, and counted against a limit.
final class ChunkedBody extends FramedBody {
    private static final int OVERHEAD_BYTES = 16 * 1024;

    private final Connection wire;
    private long left; // of the present chunk
    private boolean started;
    private boolean complete;
    private long taken;

    ChunkedBody(Connection wire) {
        this.wire = wire;
    }

    @Override
    boolean isComplete() {
        return complete;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (complete || left == 0 && !nextChunk()) {
            return -1;
        }
        int got = wire.read(into, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw cutShort();
        }
        left -= got;
        taken += got;
        return got;
    }

    private boolean nextChunk() throws IOException {
        if (started) {
            endOfChunk();
        }
        started = true;
        left = size();
        if (left == 0) {
            skipTrailers();
            complete = true;
        }
        return left > 0;
    }

    private void endOfChunk() throws IOException {
        int b = next();
        if (b == '\r') {
            b = next();
        }
        if (b != '\n') {
            throw new ProtocolException("a chunk is longer than it says, after " + taken + " bytes of the body");
        }
    }

    private long size() throws IOException {
        long size = 0;
        int digits = 0;
        int b = next();
        for (int digit = Character.digit(b, 16); digit >= 0; digit = Character.digit(b, 16)) {
            size = size << 4 | digit;
            if (++digits > 15) {
                throw notASize();
            }
            b = next();
        }
        if (digits == 0 || b != '\r' && b != '\n' && b != ';' && b != ' ' && b != '\t') {
            throw notASize();
        }
        skipLine(b, OVERHEAD_BYTES);
        return size;
    }

    private ProtocolException notASize() {
        return new ProtocolException("no size of a chunk after " + taken + " bytes of the body");
    }

    private void skipTrailers() throws IOException {
        int limit = OVERHEAD_BYTES;
        for (int b = next(); b != '\n'; b = next()) {
            if (b == '\r') {
                continue;
            }
            limit = skipLine(b, limit);
        }
    }

    /// Skips up to the line feed; says how many bytes more may be skipped.
    private int skipLine(int present, int limit) throws IOException {
        int left = limit;
        for (int b = present; b != '\n'; b = next()) {
            if (--left < 0) {
                throw new ProtocolException("more than " + OVERHEAD_BYTES + " bytes beside the chunks");
            }
        }
        return left;
    }

    private int next() throws IOException {
        int b = wire.read();
        if (b < 0) {
            throw cutShort();
        }
        return b;
    }

    private IOException cutShort() {
        return wire.cutShort("before the last chunk, after " + taken + " bytes of the body");
    }
}
