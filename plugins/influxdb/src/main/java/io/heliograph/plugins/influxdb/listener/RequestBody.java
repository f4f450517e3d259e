package io.heliograph.plugins.influxdb.listener;

import com.sun.net.httpserver.HttpExchange;
import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.http.BodyTooLargeException;
import io.heliograph.plugins.common.http.GunzipStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/// The body of a request, read as a whole and unpacked. It holds room until it is closed.
final class RequestBody implements AutoCloseable {
    private static final int STEP_BYTES = 8 * 1024;

    private final Room room;
    private final long limit;
    private final ByteSink bytes = new ByteSink();
    private long held;

    RequestBody(Room room, long limit) {
        this.room = room;
        this.limit = Math.min(limit, room.limit());
    }

    /// No room: the client should come again.
    static final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        BusyException() {
            super("too many bodies are under way");
        }
    }

    /// Reads all of it.
    ///
    /// @throws BodyTooLargeException beyond the limit; a declared length is checked first
    /// @throws BusyException where there is no room
    /// @throws IOException where it ends early, or is packed and broken
    void read(HttpExchange exchange, boolean packed) throws IOException {
        String declared = exchange.getRequestHeaders().getFirst("Content-Length");
        long length = declared == null ? 0 : Long.parseLong(declared);
        if (length > limit) {
            throw new BodyTooLargeException(limit);
        }
        hold(STEP_BYTES + (packed ? 0 : length));
        if (packed) {
            unpack(exchange.getRequestBody());
        } else {
            bytes.reserve((int) length + 1);
            fill(exchange.getRequestBody());
        }
    }

    private void unpack(InputStream in) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            fill(new GunzipStream(in, inflater, new byte[STEP_BYTES]));
        } finally {
            inflater.end();
        }
    }

    private void fill(InputStream in) throws IOException {
        for (int got = some(in); got >= 0; got = some(in)) {
            if (bytes.size() > limit) {
                throw new BodyTooLargeException(limit);
            }
        }
    }

    private int some(InputStream in) throws IOException {
        if (bytes.array().length == bytes.size()) {
            hold(2L * bytes.size() + STEP_BYTES - held);
            bytes.reserve(STEP_BYTES);
        }
        int got = in.read(bytes.array(), bytes.size(), bytes.array().length - bytes.size());
        bytes.advance(Math.max(0, got));
        return got;
    }

    private void hold(long more) throws BusyException {
        if (more > 0) {
            if (!room.take(more)) {
                throw new BusyException();
            }
            held += more;
        }
    }

    ByteSink bytes() {
        return bytes;
    }

    @Override
    public void close() {
        room.giveBack(held);
        held = 0;
    }
}
