package io.heliograph.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A port that stays the same while the server behind comes, goes and changes. Closed, it refuses; wedged, it takes
/// connections and never answers.
final class Door implements AutoCloseable {
    private static final int WEDGED = -1;

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket entrance;
    private volatile int behind;
    private @Nullable Thread keeper;

    private Door(int port) {
        this.port = port;
    }

    /// A port where nothing listens.
    static Door shut() throws IOException {
        return new Door(RunningAgent.freePort());
    }

    /// A port that takes connections and never answers.
    static Door wedged() throws IOException {
        Door door = shut();
        door.openAndNeverAnswer();
        return door;
    }

    /// Takes connections from now on, and never answers.
    void openAndNeverAnswer() throws IOException {
        open(WEDGED);
    }

    int port() {
        return port;
    }

    /// Passes connections on to a port of this machine from now on.
    void open(int server) throws IOException {
        behind = server;
        if (entrance == null) {
            ServerSocket made = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            entrance = made;
            keeper = Thread.ofVirtual().start(() -> serve(made));
        }
    }

    private void serve(ServerSocket listening) {
        try (listening) {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                if (behind != WEDGED) {
                    Thread.ofVirtual().start(() -> join(client));
                }
            }
        } catch (IOException shut) {
            // the end
        }
    }

    private void join(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            Thread answers = Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
            answers.join();
        } catch (IOException gone) {
            // the client sees its connection end
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException gone) {
            // the other direction ends too
        }
    }

    /// Cuts all connections and refuses new ones.
    void shutAgain() throws IOException {
        ServerSocket listening = entrance;
        entrance = null;
        if (listening != null) {
            listening.close();
            awaitKeeper();
        }
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /// The port is free only when nobody waits for connections any more.
    private void awaitKeeper() {
        try {
            if (keeper != null) {
                keeper.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        shutAgain();
    }
}
