package io.heliograph.plugins.common.http;

import io.heliograph.api.ByteSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A small blocking HTTP/1.1 client for virtual threads; one for each instance of a plugin. Good for any thread.
///
/// *Structure.* An exchange takes a connection of its origin from the pool or dials one, borrows a workspace (16 KiB
/// for the wire, 8 KiB and an inflater where the answer is packed), writes the request, reads the head, and hands out
/// the body as a stream. Closing the answer gives both back. An idle connection is a socket and nothing else.
///
/// *Time.* One deadline holds for a whole exchange: look-up, connecting, TLS, redirects, head and body. One sleeping
/// virtual thread watches all exchanges, and closes the socket of one that is late ([Watch]). An interrupt closes the
/// socket too; the exchange then throws `InterruptedIOException` and
/// the thread stays interrupted.
///
/// *Trust.* The server is taken for broken or hostile: at most 64 KiB and 256 fields of head, strict chunks, a body
/// that is shorter than declared is an error, a connection with bytes that nobody asked for is not used again, names in
/// messages carry neither user information nor query.
///
/// *Again.* A request is sent a second time only if it went over a connection that had been idle and not a byte of an
/// answer came: the server had closed it. A POST may then have been carried out twice in theory; metrics are written by
/// identity and time.
///
/// *Vanished peers.* Where an idle connection turns out to be silent, the other idle ones of its origin are closed as
/// well, so that it costs one deadline and not one for each. Probes of TCP find such connections within half a minute.
///
/// *Renewal.* A connection that was made with a certificate, key or authority that has changed on disk is not used
/// again.
///
/// *Cost.* About 100 µs of CPU for a small exchange over loopback, and it loads none of `java.net.http`.
///
/// Not there: HTTP/2, cookies, digest authentication, `Expect: 100-continue`, proxies taken from the environment, HTTPS
/// proxies.
public final class HttpClient implements AutoCloseable {
    private final Dialer dialer;
    private final ConnectionPool pool = new ConnectionPool();
    private final Workspaces workspaces = new Workspaces();

    /// A client that opens nothing yet.
    public HttpClient(Transport transport) {
        this(transport, Resolver.system());
    }

    /// A client that looks names up elsewhere.
    HttpClient(Transport transport, Resolver resolver) {
        this.dialer = new Dialer(transport, resolver);
    }

    /// Sends a request and reads the head of the answer.
    ///
    /// @param allowed for the whole exchange, reading the body included
    /// @return the answer, whatever its status; to be closed
    /// @throws java.net.SocketTimeoutException when the time is over
    /// @throws java.io.InterruptedIOException when the thread was interrupted
    /// @throws IOException for every other failure; the message names method and place
    public HttpResponse exchange(HttpRequest request, Duration allowed) throws IOException {
        return exchange(request, allowed, allowed);
    }

    /// The same with a time limit for the head of its own.
    ///
    /// @param allowedForHead until the head of the (last) answer is there; no longer than `allowed`
    public HttpResponse exchange(HttpRequest request, Duration allowed, Duration allowedForHead) throws IOException {
        Deadline deadline = Deadline.in(allowed);
        Deadline head = allowedForHead.compareTo(allowed) < 0 ? Deadline.in(allowedForHead) : deadline;
        HttpRequest present = request;
        for (int left = request.redirects().most(); ; left--) {
            HttpResponse answer = exchange(present, head, deadline);
            URI next = Redirect.target(present, answer);
            if (next == null) {
                return answer;
            }
            answer.close();
            if (left == 0) {
                throw new ProtocolException(
                        request + ": more than " + request.redirects().most() + " redirects");
            }
            present = Redirect.follow(present, answer.status(), next);
        }
    }

    private HttpResponse exchange(HttpRequest request, Deadline head, Deadline deadline) throws IOException {
        Connection idle = idle(request);
        if (idle != null) {
            HttpResponse answer = sendAgain(request, idle, head, deadline);
            if (answer != null) {
                return answer;
            }
        }
        try {
            Connection fresh = dialer.dial(request.origin(), head);
            pool.opened(fresh);
            return send(request, fresh, head, deadline);
        } catch (IOException failed) {
            throw Failures.at(request, failed);
        }
    }

    /// A connection that is there already, or null.
    private @Nullable Connection idle(HttpRequest request) throws IOException {
        Connection idle = pool.take(request.origin());
        while (idle != null && dialer.isOutdated(idle)) {
            pool.discard(idle);
            idle = pool.take(request.origin());
        }
        return idle;
    }

    /// Uses an idle connection; null where the server had closed it.
    private @Nullable HttpResponse sendAgain(HttpRequest request, Connection idle, Deadline head, Deadline deadline)
            throws IOException {
        try {
            return send(request, idle, head, deadline);
        } catch (IOException failed) {
            if (idle.mayBeStale()) {
                return null;
            }
            if (!idle.isAnswered()) {
                pool.discardIdle(request.origin());
            }
            throw Failures.at(request, failed);
        }
    }

    private HttpResponse send(HttpRequest request, Connection connection, Deadline head, Deadline deadline)
            throws IOException {
        Workspace workspace = workspaces.borrow();
        try {
            connection.begin(workspace.wire, head);
            boolean sent = write(request, connection, workspace.head);
            AnswerHead answer = AnswerHead.read(connection);
            if (!sent && answer.status() / 100 == 2) {
                throw new IOException("answered " + answer.status() + " to a request that it had not read whole");
            }
            connection.goOnUntil(deadline);
            return new HttpResponse(this, connection, workspace, answer, request.method(), sent);
        } catch (IOException | RuntimeException failed) {
            finished(connection, workspace, false);
            throw failed;
        }
    }

    /// Writes a request; false where the server stopped reading. It may have answered before that: 413, say.
    private boolean write(HttpRequest request, Connection connection, ByteSink head) throws IOException {
        head.clear();
        RequestHead.put(request, dialer.asked(request.origin()), head);
        HttpBody body = request.body();
        boolean large = Connection.isLarge(head.size() + body.length());
        if (!large) {
            head.put(body.array(), body.offset(), body.length());
        }
        connection.write(head.array(), 0, head.size());
        if (large) {
            return writeLarge(body, connection);
        }
        connection.flush();
        return true;
    }

    private static boolean writeLarge(HttpBody body, Connection connection) throws IOException {
        try {
            connection.write(body.array(), body.offset(), body.length());
            connection.flush();
            return true;
        } catch (InterruptedIOException over) {
            throw over;
        } catch (IOException stoppedReading) {
            return false;
        }
    }

    void finished(Connection connection, Workspace workspace, boolean reusable) {
        workspaces.giveBack(workspace);
        if (reusable) {
            pool.release(connection);
        } else {
            pool.discard(connection);
        }
    }

    /// How many connections are open, idle ones included.
    public int openConnections() {
        return pool.openConnections();
    }

    /// Closes all connections; exchanges under way fail.
    @Override
    public void close() {
        pool.close();
        workspaces.close();
    }
}
