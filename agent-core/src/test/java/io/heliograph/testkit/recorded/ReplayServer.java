package io.heliograph.testkit.recorded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on a free port of the loopback address; each connection has a virtual thread.
abstract class ReplayServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    ReplayServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /// Starts to take connections.
    final void start() {
        Thread.ofVirtual().name("replay " + port()).start(this::accept);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serveUntilGone(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serveUntilGone(Socket socket) {
        try (socket) {
            serve(socket);
        } catch (IOException gone) {
            // the client's end of the story
        } finally {
            connections.remove(socket);
        }
    }

    /// Answers one connection until the client hangs up.
    abstract void serve(Socket socket) throws IOException;

    /// The port that it listens on.
    public final int port() {
        return listening.getLocalPort();
    }

    /// Hangs up on everybody, and goes on listening.
    public final void hangUp() throws IOException {
        for (Socket socket : connections) {
            socket.close();
        }
    }

    @Override
    public final void close() throws IOException {
        listening.close();
        hangUp();
    }
}
