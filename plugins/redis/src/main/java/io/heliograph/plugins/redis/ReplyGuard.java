package io.heliograph.plugins.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/// Reads replies in RESP2 along with the client library, and stops where one is larger, longer, deeper or slower than
/// any honest one: the library allocates what a reply announces, follows arrays of arrays on its own stack, and bounds
/// the time of each read but not of all of them.
final class ReplyGuard extends InputStream {
    /// Of a whole reply; `INFO ALL` of a busy server has about 20 KiB.
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /// In a line, which is a number, a short text or an error.
    static final int MOST_LINE_BYTES = 64 * 1024;

    /// Of an array.
    static final int MOST_ELEMENTS = 100_000;

    /// Of arrays in arrays.
    static final int DEEPEST = 8;

    /// What a reply begins with: text, error, number, text with its length, array.
    private static final String KINDS = "+-:$*";

    private static final int LINE_END_BYTES = 2;

    private final InputStream in;
    private final Duration allowed;
    private long endNanos;

    private long replyBytes;
    private long textLeft;
    private final long[] elementsLeft = new long[DEEPEST];
    private int depth;
    private byte kind;
    private long announced;
    private boolean negative;
    private int lineBytes;

    /// @param in of the connection
    /// @param allowed for a whole reply
    ReplyGuard(InputStream in, Duration allowed) {
        this.in = in;
        this.allowed = allowed;
        begin();
    }

    /// The next reply begins, and its time.
    void begin() {
        endNanos = System.nanoTime() + allowed.toNanos();
        replyBytes = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = in.read(into, offset, length);
        if (System.nanoTime() - endNanos > 0) {
            throw new SocketTimeoutException("the reply did not end within " + allowed.toSeconds() + "s");
        }
        for (int at = offset; at < offset + got; ) {
            at += take(into, at, offset + got);
        }
        return got;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /// Follows some bytes, one at least.
    private int take(byte[] bytes, int from, int to) throws IOException {
        int taken = textLeft > 0 ? (int) Math.min(textLeft, to - from) : 1;
        replyBytes += taken;
        if (replyBytes > MOST_BYTES) {
            throw refused("a reply of more than " + MOST_BYTES + " bytes");
        }
        if (textLeft > 0) {
            textLeft -= taken;
            if (textLeft == 0) {
                ended();
            }
        } else {
            line(bytes[from]);
        }
        return taken;
    }

    private void line(byte next) throws IOException {
        if (++lineBytes > MOST_LINE_BYTES) {
            throw refused("a line of more than " + MOST_LINE_BYTES + " bytes");
        }
        if (lineBytes == 1) {
            if (KINDS.indexOf(next) < 0) {
                throw refused("a reply that is not of RESP2");
            }
            kind = next;
            announced = 0;
            negative = false;
        } else if (next == '\n') {
            lineBytes = 0;
            lineEnded();
        } else if (kind == '$' || kind == '*') {
            number(next);
        }
    }

    private void number(byte next) throws IOException {
        if (next == '-') {
            negative = true;
        } else if (next >= '0' && next <= '9') {
            announced = announced * 10 + next - '0';
            if (announced > Integer.MAX_VALUE) {
                throw refused("a reply that announces " + announced + " and more");
            }
        }
    }

    private void lineEnded() throws IOException {
        switch (kind) {
            case '$' -> text();
            case '*' -> array();
            default -> ended();
        }
    }

    private void text() throws IOException {
        if (negative) {
            ended();
            return;
        }
        if (announced > MOST_BYTES) {
            throw refused("a text that announces " + announced + " bytes");
        }
        textLeft = announced + LINE_END_BYTES;
    }

    private void array() throws IOException {
        if (negative || announced == 0) {
            ended();
            return;
        }
        if (announced > MOST_ELEMENTS) {
            throw refused("an array that announces " + announced + " elements");
        }
        if (depth == DEEPEST) {
            throw refused("arrays more than " + DEEPEST + " deep");
        }
        elementsLeft[depth++] = announced;
    }

    /// An element ended, and with it perhaps the arrays that it was the last of.
    private void ended() {
        while (depth > 0 && --elementsLeft[depth - 1] == 0) {
            depth--;
        }
    }

    private ProtocolException refused(String what) {
        Arrays.fill(elementsLeft, 0);
        return new ProtocolException("refused " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
