package io.heliograph.plugins.common.http;

import io.heliograph.api.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a server answered. Must be closed, which keeps the connection for the next exchange if the body was read to its
/// end, and closes it otherwise. The time limit of the exchange holds for reading the body too.
public final class HttpResponse implements AutoCloseable {
    private static final int READ_BYTES = 8 * 1024;

    private final HttpClient client;
    private final Connection connection;
    private final Workspace workspace;
    private final AnswerHead head;
    private final FramedBody framed;
    private final boolean reusable;
    private final InputStream body;
    private boolean closed;

    HttpResponse(
            HttpClient client, Connection connection, Workspace workspace, AnswerHead head, String method, boolean sent)
            throws IOException {
        this.client = client;
        this.connection = connection;
        this.workspace = workspace;
        this.head = head;
        this.framed = FramedBody.of(head, method, connection);
        this.reusable = sent && keepsAlive(head);
        this.body = framed.isComplete() ? framed : decoded();
    }

    private static boolean keepsAlive(AnswerHead head) {
        String told = head.headers().first("Connection");
        boolean both = head.headers().has("Transfer-Encoding") && head.headers().has("Content-Length");
        if (told == null || both) {
            return head.persistent() && !both;
        }
        String lower = told.toLowerCase(Locale.ROOT);
        return head.persistent() ? !lower.contains("close") : lower.contains("keep-alive");
    }

    private InputStream decoded() throws IOException {
        String coding = head.headers().first("Content-Encoding");
        if (coding == null || coding.isEmpty() || coding.equalsIgnoreCase("identity")) {
            return framed;
        }
        if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
            return new GunzipStream(framed, workspace.inflater(), workspace.packed());
        }
        throw new ProtocolException("content encoding '" + coding + "' was not asked for");
    }

    /// The status, for example 204.
    public int status() {
        return head.status();
    }

    /// Whether the status is 2xx.
    public boolean isSuccess() {
        return head.status() / 100 == 2;
    }

    /// All headers.
    public Headers headers() {
        return head.headers();
    }

    /// The first header of a name, or null.
    public @Nullable String header(String name) {
        return head.headers().first(name);
    }

    /// The body, unpacked. A body that ends early is an `EOFException`, never a shorter body.
    public InputStream body() {
        return body;
    }

    /// Appends the whole body.
    ///
    /// @param into takes the bytes, unpacked
    /// @param limit of these, in bytes
    /// @throws BodyTooLargeException for more than that; a declared length is checked before a byte is read
    public void readInto(ByteSink into, long limit) throws IOException {
        long declared = body == framed ? FramedBody.length(head.headers()) : -1;
        if (declared > limit) {
            throw new BodyTooLargeException(limit);
        }
        long left = limit;
        for (int got = readSome(into); got >= 0; got = readSome(into)) {
            left -= got;
            if (left < 0) {
                throw new BodyTooLargeException(limit);
            }
        }
    }

    private int readSome(ByteSink into) throws IOException {
        into.reserve(READ_BYTES);
        int got = body.read(into.array(), into.size(), into.array().length - into.size());
        into.advance(Math.max(0, got));
        return got;
    }

    /// The beginning of the body as text, for messages. What follows is read too, up to 64 KiB, so that the connection
    /// stays good. Never throws: an answer is worth more than its words.
    ///
    /// @param bytes how much of it
    public String excerpt(int bytes) {
        ByteSink text = new ByteSink(256);
        try {
            readInto(text, 64 * 1024);
        } catch (IOException unreadable) {
            // what came is shown
        }
        return new String(text.array(), 0, Math.min(bytes, text.size()), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            client.finished(connection, workspace, reusable && framed.isComplete() && !connection.hasLeftOver());
        }
    }
}
