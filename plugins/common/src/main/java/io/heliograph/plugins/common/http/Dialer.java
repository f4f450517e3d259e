package io.heliograph.plugins.common.http;

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
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Opens connections: straight, through a proxy, through a Unix socket, and with TLS.
final class Dialer {
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

    Connection dial(Origin origin, Deadline deadline) throws IOException {
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
        SSLSocket secure = transport.tls().wrap(plain, origin.host(), origin.port());
        Watch.Limit limit = watch.begin(plain, deadline);
        try {
            secure.startHandshake();
        } catch (IOException failed) {
            throw deadline.isOver() ? deadline.expired() : failed;
        } finally {
            watch.end(limit);
        }
        return connection(origin, plain, secure);
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
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
