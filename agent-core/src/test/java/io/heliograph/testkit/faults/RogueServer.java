package io.heliograph.testkit.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on a free port of 127.0.0.1 that speaks no protocol but what a script says, however wrong that is. Each
/// connection is a virtual thread, and is closed when the script ends.
public final class RogueServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final Script script;

    /// What happens on a connection.
    @FunctionalInterface
    public interface Script {
        /// @param in what the client says
        /// @param out what it is told; not buffered
        void run(InputStream in, OutputStream out) throws Exception;
    }

    /// A running server.
    public RogueServer(Script script) throws IOException {
        this.script = script;
        Thread.ofVirtual().name("rogue-server").start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.run(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (Exception over) {
            // the client left, or the test is over
        }
    }

    /// The port that it listens on.
    public int port() {
        return listening.getLocalPort();
    }

    /// How many connections there have been.
    public int connections() {
        return accepted.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
