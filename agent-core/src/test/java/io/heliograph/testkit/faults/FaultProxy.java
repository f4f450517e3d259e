package io.heliograph.testkit.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Stands on the loopback address between a client and a server, and does to their connections what networks and
/// peers do. Good for any thread.
///
/// What happens to the next connections can be laid down one by one ([#next]); all others meet the present fault, which
/// can change at any time and then changes for the open connections too ([#now]). The port stays the same while it
/// refuses.
public final class FaultProxy implements AutoCloseable {
    /// Small, so that a client soon feels that nobody reads.
    private static final int WINDOW_BYTES = 16 * 1024;

    private static final int BACKLOG = 50;

    private final InetAddress address;
    private final int port;
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();
    private final Deque<Fault> script = new ArrayDeque<>();
    private volatile int receiver;
    private Fault present = Fault.NONE;
    private int taken;
    private @Nullable ServerSocket entrance;
    private @Nullable Thread keeper;

    private FaultProxy(InetAddress address, int port, int receiver) throws IOException {
        this.address = address;
        this.receiver = receiver;
        ServerSocket first = listening(port);
        this.port = first.getLocalPort();
        keep(first);
    }

    /// A proxy on 127.0.0.1 that passes everything on.
    ///
    /// @param receiver the server's port on 127.0.0.1
    public static FaultProxy to(int receiver) throws IOException {
        return new FaultProxy(InetAddress.getLoopbackAddress(), 0, receiver);
    }

    /// One at an address of the loopback network.
    ///
    /// @param address 127.0.0.2, say
    /// @param port 0 for a free one
    /// @param receiver the server's port on 127.0.0.1
    public static FaultProxy at(String address, int port, int receiver) throws IOException {
        return new FaultProxy(InetAddress.getByName(address), port, receiver);
    }

    /// The port that clients connect to.
    public int port() {
        return port;
    }

    /// Where new connections go from now on.
    public void passTo(int otherReceiver) {
        receiver = otherReceiver;
    }

    /// What the next connections meet, one after the other.
    public synchronized void next(Fault... faults) {
        script.addAll(List.of(faults));
    }

    /// What all connections meet from now on, those included that are open.
    public synchronized void now(Fault fault) {
        script.clear();
        present = fault;
        for (ProxiedConnection connection : connections) {
            connection.meet(fault);
        }
    }

    /// What the connections meet that are open; new ones go on as before.
    public synchronized void open(Fault fault) {
        for (ProxiedConnection connection : connections) {
            connection.meet(fault);
        }
    }

    /// Cuts all connections and refuses new ones.
    public void refuse() throws IOException {
        ServerSocket listening;
        Thread accepting;
        synchronized (this) {
            listening = entrance;
            accepting = keeper;
            entrance = null;
        }
        if (listening != null) {
            listening.close();
            await(accepting);
        }
        for (ProxiedConnection connection : connections) {
            connection.reset();
        }
    }

    /// The port is free only when nobody waits for connections any more.
    private static void await(@Nullable Thread accepting) {
        try {
            if (accepting != null) {
                accepting.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes connections again after it refused them.
    public synchronized void accept() throws IOException {
        if (entrance == null) {
            keep(listening(port));
        }
    }

    private ServerSocket listening(int at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.setReceiveBufferSize(WINDOW_BYTES);
        socket.bind(new InetSocketAddress(address, at), BACKLOG);
        return socket;
    }

    private synchronized void keep(ServerSocket socket) {
        entrance = socket;
        keeper = Thread.ofVirtual().name("fault-proxy").start(() -> serve(socket));
    }

    private void serve(ServerSocket socket) {
        try (socket) {
            while (true) {
                add(socket.accept());
            }
        } catch (IOException refusing) {
            // until it accepts again
        }
    }

    private synchronized void add(Socket client) {
        connections.removeIf(ProxiedConnection::isOver);
        Fault fault = script.isEmpty() ? present : script.removeFirst();
        ProxiedConnection connection = new ProxiedConnection(client, fault);
        connections.add(connection);
        taken++;
        connection.start(receiver);
    }

    /// How many connections there have been.
    public synchronized int connections() {
        return taken;
    }

    /// How many are open.
    public int openConnections() {
        connections.removeIf(ProxiedConnection::isOver);
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }
}
