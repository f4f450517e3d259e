package io.heliograph.plugins.common.httpserver;

import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The requests and answers of one connection, in turn. Knows streams and deadlines, but no sockets.
final class Conversation {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LEFT_OVER_BYTES = 256 * 1024;

    /// How long the body of a request may still take that was refused by its head: a client that is turned away must
    /// not keep a place as long as one that is served.
    private static final Duration REFUSED = Duration.ofSeconds(5);

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Wire wire;
    private final OutputStream out;
    private final InetAddress client;
    private final ServerLimits limits;
    private final Pace pace;
    private final RequestHandler handler;
    private final HeadReader heads;
    private final ByteSink answer = new ByteSink(512);
    private boolean refused; // by its head

    Conversation(
            InputStream in,
            OutputStream out,
            InetAddress client,
            ServerLimits limits,
            Pace pace,
            RequestHandler handler) {
        this.wire = new Wire(in);
        this.out = out;
        this.client = client;
        this.limits = limits;
        this.pace = pace;
        this.handler = handler;
        this.heads = new HeadReader(wire);
    }

    /// Serves until either side has enough.
    ///
    /// @return whether the client may still be sending, so that it would lose the last answer to a hard close
    boolean run() throws IOException, InterruptedException {
        while (wire.hasNext()) {
            RequestHead head = head();
            if (head == null) {
                return true;
            }
            if (!pace.begin()) {
                return false;
            }
            BodyStream body = new BodyStream(wire, head.length(), progress(head));
            boolean last = exchange(head, body);
            if (last) {
                return !body.isComplete();
            }
            pace.awaitRequest(limits.idle());
            if (wire.hasNext()) {
                pace.readHead(limits.headDeadline());
            }
        }
        return false;
    }

    /// The next head; null where what came was none, which has been answered.
    private @Nullable RequestHead head() throws IOException {
        try {
            while (wire.peek() == '\r') { // an empty line between requests, which some old clients send
                if (!wire.line(3, 400).isEmpty()) {
                    throw new HttpProblem(400, "not a request line");
                }
                if (!wire.hasNext()) {
                    throw new EOFException("the connection ends before a request");
                }
            }
            return heads.read();
        } catch (HttpProblem problem) {
            send(Response.of(problem), true, false);
            return null;
        } catch (EOFException end) {
            if (pace.isLate()) {
                send(Response.of(late()), true, false);
            }
            throw end;
        }
    }

    /// Answers one request; true where it was the last.
    private boolean exchange(RequestHead head, BodyStream body) throws IOException, InterruptedException {
        refused = false;
        Response response = response(new Request(head, body, client));
        refused = response.status() / 100 == 4;
        boolean last = !head.isPersistent() || pace.isEnding() || !isSkipped(head, body);
        send(response, last, head.method().equals("HEAD"));
        return last;
    }

    private Response response(Request request) throws IOException, InterruptedException {
        try {
            return handler.answer(request);
        } catch (HttpProblem problem) {
            return Response.of(problem);
        }
    }

    /// Reads what the handler has left of the body, where that is little and on its way.
    private boolean isSkipped(RequestHead head, BodyStream body) {
        if (body.isComplete()) {
            return true;
        }
        boolean little = head.length() >= 0 && head.length() <= LEFT_OVER_BYTES;
        if (!little || head.expectsContinue() && !body.hasBegun()) {
            return false;
        }
        try {
            body.skipNBytes(Long.MAX_VALUE);
        } catch (IOException end) {
            // the end of the body, or of the connection
        }
        return body.isComplete();
    }

    private BodyStream.Progress progress(RequestHead head) {
        return new BodyStream.Progress() {
            @Override
            public void began() throws IOException {
                pace.readBody(refused ? REFUSED : limits.bodyDeadline());
                if (head.expectsContinue()) {
                    out.write(CONTINUE);
                    out.flush();
                }
            }

            @Override
            public void ended() {
                pace.work();
            }

            @Override
            public IOException cutShort() {
                return pace.isLate() ? late() : new EOFException("the connection ends within the body");
            }
        };
    }

    /// What to say to a client that was too slow.
    static HttpProblem late() {
        return new HttpProblem(408, "the request did not come in time");
    }

    private void send(Response response, boolean last, boolean bare) throws IOException {
        pace.answer(ServerLimits.ANSWER);
        answer.clear();
        putHead(response, last);
        if (!bare) {
            answer.put(response.body());
        }
        out.write(answer.array(), 0, answer.size());
        out.flush();
        if (last) {
            pace.answer(LINGER);
        }
    }

    private void putHead(Response response, boolean last) {
        answer.putText("HTTP/1.1 ");
        answer.putText(Integer.toString(response.status()));
        answer.putText(Reason.of(response.status()));
        Headers headers = response.headers();
        for (int i = 0; i < headers.size(); i++) {
            put(headers.name(i), headers.value(i));
        }
        if (response.status() != 204 && response.status() != 304) {
            put("Content-Length", Integer.toString(response.body().length));
        }
        put("Date", HttpDate.now());
        if (last) {
            put("Connection", "close");
        }
        answer.putText("\r\n");
    }

    private void put(String name, String value) {
        answer.putText(name);
        answer.putText(": ");
        answer.putText(value);
        answer.putText("\r\n");
    }
}
