package io.heliograph.plugins.common.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A Unix domain socket as a [Socket], for client libraries that know no channels.
///
/// [#setSoTimeout] bounds reads and writes. An interrupt of the thread that waits closes the socket, as it does for
/// TCP on virtual threads. Options of TCP (keep-alive, no-delay) are accepted and mean nothing.
public final class UnixSocket extends Socket {
    private final Path path;
    private final SocketChannel channel;
    private volatile int timeoutMillis;

    /// @param path of the server's socket; [#connect] goes there, whatever address it is given
    public UnixSocket(Path path) throws IOException {
        this.path = path;
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /// A connected socket.
    ///
    /// @throws IOException where nobody listens there; the message names the path
    public static UnixSocket connected(Path path, int timeoutMillis) throws IOException {
        UnixSocket socket = new UnixSocket(path);
        try {
            socket.connect(UnixDomainSocketAddress.of(path), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (IOException away) {
            socket.close();
            throw new IOException(path + ": " + away.getMessage(), away);
        }
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
        channel.configureBlocking(false);
    }

    @Override
    public InputStream getInputStream() {
        return new ChannelInput(channel, this::getSoTimeout);
    }

    @Override
    public OutputStream getOutputStream() {
        return new ChannelOutput(channel, this::getSoTimeout);
    }

    @Override
    public void setSoTimeout(int timeout) {
        timeoutMillis = timeout;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isBound() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isInputShutdown() {
        return isClosed();
    }

    @Override
    public boolean isOutputShutdown() {
        return isClosed();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // means nothing here
    }

    @Override
    public void setKeepAlive(boolean on) {
        // means nothing here
    }

    @Override
    public void setReuseAddress(boolean on) {
        // means nothing here
    }

    @Override
    public void setSoLinger(boolean on, int linger) {
        // means nothing here
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return "unix://" + path;
    }
}
