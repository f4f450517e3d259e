package io.heliograph.plugins.common.http;

import io.heliograph.plugins.common.tls.TlsProblems;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// Opens connections: straight, through a proxy, through a Unix socket, and with TLS.
final class Dialer {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int KEEPALIVE_SECONDS = 15;
    private static final int KEEPALIVE_PROBE_SECONDS = 5;
    private static final int KEEPALIVE_PROBES = 3;

    private final Transport transport;
    private final Resolver resolver;
    private final Watch watch = new Watch();

    Dialer(Transport transport, Resolver resolver) {
        this.transport = transport;
        this.resolver = resolver;
    }

    /// The proxy that requests go to as they are and that needs the whole URL in them, or null.
    @Nullable
    URI asked(Origin origin) {
        return origin.tls() ? null : transport.proxies().of(origin);
    }

    /// Opens a connection, within half a minute even where the exchange has all the time in the world: neither a
    /// look-up nor a handshake is worth more.
    Connection dial(Origin origin, Deadline exchange) throws IOException {
        Deadline deadline = exchange.atMost(LONGEST);
        if (origin.socket() != null) {
            return dialUnix(origin, origin.socket());
        }
        URI proxy = transport.proxies().of(origin);
        Origin first = proxy == null ? origin : Origin.of(proxy, null);
        Socket plain = connect(first, deadline);
        try {
            plain.setTcpNoDelay(true);
            if (proxy != null && origin.tls()) {
                Tunnel.open(plain, origin, proxy, transport.proxies().connectHeaders(), deadline, watch);
            }
            return origin.tls() ? secured(origin, plain, deadline) : connection(origin, plain, plain);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    private Connection secured(Origin origin, Socket plain, Deadline deadline) throws IOException {
        SSLContext context = transport.tls().context();
        SSLSocket secure = transport.tls().wrap(context, plain, origin.host(), origin.port());
        Watch.Limit limit = watch.begin(plain, deadline);
        try {
            secure.startHandshake();
        } catch (IOException failed) {
            throw deadline.isOver() ? deadline.expired("the TLS handshake did not end") : TlsProblems.of(failed);
        } finally {
            watch.end(limit);
        }
        return connection(origin, plain, secure).madeWith(context);
    }

    /// Whether a connection was made with certificates, or with a key, that have been renewed since.
    boolean isOutdated(Connection connection) throws IOException {
        SSLContext context = connection.madeWith();
        return context != null && context != transport.tls().context();
    }

    private Connection connection(Origin origin, Socket plain, Socket top) throws IOException {
        return new Connection(origin, plain, watch, top.getInputStream(), top.getOutputStream());
    }

    private Connection dialUnix(Origin origin, Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new Connection(
                    origin, channel, watch, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        } catch (IOException failed) {
            channel.close();
            throw new ConnectException("cannot connect to " + socket + ": " + failed.getMessage());
        }
    }

    /// Tries the addresses of a name in turn; each gets its share of the time that is left.
    private Socket connect(Origin origin, Deadline deadline) throws IOException {
        InetAddress[] addresses = allowed(origin, resolver.resolve(origin.host(), deadline));
        IOException last = null;
        for (int i = 0; i < addresses.length; i++) {
            int millis = Math.max(1, deadline.remainingMillis() / (addresses.length - i));
            try {
                return connect(new InetSocketAddress(addresses[i], origin.port()), millis);
            } catch (IOException failed) {
                last = failed;
            }
        }
        resolver.forget(origin.host());
        if (deadline.isOver()) {
            throw deadline.expired();
        }
        ConnectException refused = new ConnectException(
                "cannot connect to " + origin.hostAndPort() + (last == null ? "" : ": " + last.getMessage()));
        refused.initCause(last);
        throw refused;
    }

    private InetAddress[] allowed(Origin origin, InetAddress[] found) throws IOException {
        if (!transport.avoidsLinkLocal()) {
            return found;
        }
        List<InetAddress> allowed = new ArrayList<>(found.length);
        for (InetAddress address : found) {
            if (!LinkLocal.has(address)) {
                allowed.add(address);
            }
        }
        if (allowed.isEmpty()) {
            throw new ConnectException("not connected to " + origin.hostAndPort() + ": a link-local address");
        }
        return allowed.toArray(new InetAddress[0]);
    }

    private Socket connect(InetSocketAddress address, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            if (transport.localAddress() != null) {
                socket.bind(new InetSocketAddress(transport.localAddress(), 0));
            }
            socket.connect(address, millis);
            keepAlive(socket);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /// A peer that vanished is noticed within half a minute, also on a connection that is idle or waits for an answer.
    private static void keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_PROBE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_PROBES);
        }
    }
}
