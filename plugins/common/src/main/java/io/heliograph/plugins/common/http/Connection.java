package io.heliograph.plugins.common.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A connection to an origin, and the bytes of the present answer that are read ahead. Confined to one exchange at a
/// time; only [#close] is good for any thread.
final class Connection implements Closeable {
    /// Up to so many bytes go out with the head in one piece: they fit the socket's buffers.
    private static final int SMALL_BYTES = 8 * 1024;

    private final Origin origin;
    private final Closeable transport;
    private final Watch watch;
    private final InputStream in;
    private final OutputStream out;

    private @Nullable SSLContext context;
    private byte[] buffer = new byte[0];
    private int at;
    private int end;
    private Deadline deadline = Deadline.in(Duration.ZERO);
    private Watch.@Nullable Limit limit;
    private long idleSinceNanos;
    private int exchanges;
    private boolean answered;

    /// @param transport what to close so that every blocked call fails: under TLS, the plain socket
    /// @param watch closes the transport when an exchange takes too long
    Connection(Origin origin, Closeable transport, Watch watch, InputStream in, OutputStream out) {
        this.origin = origin;
        this.transport = transport;
        this.watch = watch;
        this.in = in;
        this.out = out;
    }

    Origin origin() {
        return origin;
    }

    /// Notes the certificates and the key that it was made with.
    Connection madeWith(SSLContext used) {
        context = used;
        return this;
    }

    /// What it was made with; null without TLS.
    @Nullable
    SSLContext madeWith() {
        return context;
    }

    /// Begins an exchange.
    void begin(byte[] readAhead, Deadline until) {
        buffer = readAhead;
        at = 0;
        end = 0;
        answered = false;
        deadline = until;
        exchanges++;
        limit = watch.begin(transport, until);
    }

    /// Gives the rest of the exchange another time limit.
    void goOnUntil(Deadline until) {
        if (until == deadline) {
            return;
        }
        endLimit();
        deadline = until;
        limit = watch.begin(transport, until);
    }

    /// Ends an exchange, and lets go of its buffer.
    void finish() {
        endLimit();
        buffer = new byte[0];
        idleSinceNanos = System.nanoTime();
    }

    private void endLimit() {
        Watch.Limit running = limit;
        if (running != null) {
            watch.end(running);
            limit = null;
        }
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /// Whether there are bytes that nobody asked for.
    boolean hasLeftOver() {
        return at < end;
    }

    /// Whether the server may have closed it while it was idle: it served before, and not a byte of this answer came.
    boolean mayBeStale() {
        return exchanges > 1
                && !answered
                && !deadline.isOver()
                && !Thread.currentThread().isInterrupted();
    }

    /// Whether a byte of the present answer came.
    boolean isAnswered() {
        return answered;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    static boolean isLarge(int bytes) {
        return bytes > SMALL_BYTES;
    }

    void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    /// The next byte, or -1 at the end.
    int read() throws IOException {
        return at == end && !fill() ? -1 : buffer[at++] & 0xff;
    }

    /// Up to so many bytes, or -1 at the end. A large read goes past the read-ahead buffer.
    int read(byte[] into, int offset, int length) throws IOException {
        if (at == end) {
            if (length >= buffer.length) {
                return receive(into, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int taken = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, offset, taken);
        at += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        int got = receive(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(got, 0);
        return got > 0;
    }

    private int receive(byte[] into, int offset, int length) throws IOException {
        try {
            if (deadline.isOver()) {
                throw deadline.expired();
            }
            int got = in.read(into, offset, length);
            answered |= got > 0;
            return got;
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    /// Says why a call failed: time is over, or this thread was told to stop.
    private IOException explained(IOException failed) {
        if (Thread.currentThread().isInterrupted()) {
            IOException stopped = new InterruptedIOException("interrupted");
            stopped.initCause(failed);
            return stopped;
        }
        return deadline.isOver() ? deadline.expired() : failed;
    }

    /// What to throw where the answer ends before it is whole.
    EOFException cutShort(String place) {
        return new EOFException("the server closed the connection " + place);
    }

    @Override
    public void close() {
        endLimit();
        try {
            transport.close();
        } catch (IOException goneAnyway) {
            // nothing is lost by it
        }
    }
}
