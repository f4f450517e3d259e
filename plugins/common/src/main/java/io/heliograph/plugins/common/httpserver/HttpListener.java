package io.heliograph.plugins.common.httpserver;

import io.heliograph.api.PluginContext;
import io.heliograph.plugins.common.tls.ServerTls;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Listens at an address and serves whoever connects: the essay of this package says how.
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long SWEEP_MILLIS = 250;
    private static final long STOP_NANOS = 1_000_000_000L;
    private static final long PAUSE_MILLIS = 100;
    private static final byte[] NO_PLACE =
            ("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocket server = new ServerSocket();
    private final PluginContext context;
    private final String name;
    private final ServerLimits limits;
    private final @Nullable TlsDoor tls;
    private final RequestHandler handler;
    private final Guests guests;
    private volatile boolean accepting;

    /// Does not listen before [#open].
    ///
    /// @param name of its threads
    /// @param tls null for plain HTTP
    /// @throws IOException for files of TLS that are missing or wrong
    public HttpListener(
            PluginContext context, String name, ServerLimits limits, @Nullable ServerTls tls, RequestHandler handler)
            throws IOException {
        this.context = context;
        this.name = name;
        this.limits = limits;
        this.tls = tls == null ? null : new TlsDoor(tls);
        this.handler = handler;
        this.guests = new Guests(limits.connections(), limits.connectionsPerAddress());
    }

    /// Begins to listen.
    ///
    /// @throws BindException where the address is taken or not this machine's
    public void open(InetSocketAddress address) throws IOException {
        server.setReuseAddress(true);
        try {
            server.bind(address, BACKLOG);
        } catch (BindException taken) {
            BindException named = new BindException("cannot listen on " + address.getHostString() + ":"
                    + address.getPort() + ": " + taken.getMessage());
            named.initCause(taken);
            throw named;
        }
        accepting = true;
        context.spawn(name, this::accept);
        context.spawn(name + "-deadlines", this::sweep);
    }

    /// Where it listens; the port is another one where [#open] was given 0.
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /// How many clients are connected.
    public int connections() {
        return guests.size();
    }

    private void accept() throws InterruptedException {
        try {
            while (!server.isClosed()) {
                acceptOne();
            }
        } finally {
            accepting = false;
        }
    }

    private void acceptOne() throws InterruptedException {
        try {
            admit(server.accept());
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
            if (!server.isClosed()) { // no file descriptors or memory left, as a rule: they come back
                context.logger().warn("cannot accept a connection: {}", failed.toString());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void admit(Socket socket) {
        Connection connection = new Connection(socket, limits.headDeadline());
        if (!guests.enter(connection)) {
            refuse(connection, socket);
            return;
        }
        try {
            socket.setTcpNoDelay(true);
            context.spawn(name, () -> serve(connection));
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
            guests.leave(connection);
            connection.close();
            context.logger().warn("cannot serve a connection: {}", failed.toString());
        }
    }

    /// The answer fits into the empty buffer of a new socket, so that this does not wait.
    private void refuse(Connection connection, Socket socket) {
        try {
            if (tls == null) {
                socket.getOutputStream().write(NO_PLACE);
            }
        } catch (IOException gone) {
            // nobody hears it
        }
        connection.close();
    }

    private void serve(Connection connection) throws InterruptedException {
        try {
            connection.serve(tls, limits, this::answer);
        } catch (IOException gone) {
            context.logger().debug("{} has gone: {}", connection.client(), gone.toString());
        } finally {
            guests.leave(connection);
        }
    }

    private Response answer(Request request) throws IOException, InterruptedException {
        try {
            return handler.answer(request);
        } catch (RuntimeException ours) {
            context.logger().error("{}: {}", request, ours.toString(), ours);
            return Response.of(500);
        }
    }

    private void sweep() throws InterruptedException {
        while (!server.isClosed()) {
            Thread.sleep(SWEEP_MILLIS);
            expireAll();
        }
    }

    private void expireAll() {
        try {
            for (Connection connection : guests.all()) {
                connection.expire();
            }
        } catch (RuntimeException | OutOfMemoryError failed) {
            context.logger().warn("cannot look after the deadlines for now: {}", failed.toString());
        }
    }

    /// Takes no more connections and requests; what is at work may end within a second. The port is free afterwards,
    /// which takes that nobody waits for connections any more.
    @Override
    public void close() throws IOException {
        server.close();
        for (Connection connection : guests.all()) {
            connection.end();
        }
        awaitLast(System.nanoTime());
        for (Connection connection : guests.all()) {
            connection.close();
        }
    }

    private void awaitLast(long began) {
        try {
            while ((accepting || guests.size() > 0) && System.nanoTime() - began < STOP_NANOS) {
                Thread.sleep(5);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
