package io.heliograph.plugins.mysql.sql;

import io.heliograph.plugins.common.socket.UnixSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;

/// Gives the driver Unix sockets: its own need a native library.
public final class UnixSocketFactory extends SocketFactory {
    /// Made by the driver.
    public UnixSocketFactory() {}

    @Override
    public Socket createSocket() throws IOException {
        Path path = Dial.PRESENT.get().dsn().socket();
        if (path == null) {
            throw new IOException("no socket of this machine is wanted");
        }
        return new UnixSocket(path);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket();
    }
}
