package io.heliograph.plugins.common.httpserver;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is connected. Where there is no place left, whoever has waited longest without a request makes one.
/// Bytes that have come and are not read yet may be a request: that is our delay and not the client's.
final class Guests {
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Set<Connection>> present = new HashMap<>();
    private int size;

    Guests(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /// Takes a connection in; false where all that are there are at work.
    synchronized boolean enter(Connection connection) {
        Set<Connection> neighbours = present.getOrDefault(network(connection.client()), Set.of());
        if (neighbours.size() >= mostPerAddress && !makePlace(neighbours)) {
            return false;
        }
        if (size >= most && !makePlace(all())) {
            return false;
        }
        present.computeIfAbsent(network(connection.client()), none -> new LinkedHashSet<>())
                .add(connection);
        size++;
        return true;
    }

    private boolean makePlace(Collection<Connection> among) {
        List<Waiting> waiting = new ArrayList<>();
        for (Connection connection : among) {
            waiting.add(new Waiting(connection, connection.waitedNanos()));
        }
        waiting.sort(Comparator.comparingLong(Waiting::nanos).reversed());
        for (Waiting longest : waiting) {
            if (longest.nanos >= 0 && longest.connection.dismiss()) {
                leave(longest.connection);
                return true;
            }
        }
        return false;
    }

    /// How long a connection had waited at one moment, so that an order of these holds.
    private record Waiting(Connection connection, long nanos) {}

    /// Lets a connection go. Twice does no harm.
    synchronized void leave(Connection connection) {
        InetAddress network = network(connection.client());
        Set<Connection> neighbours = present.get(network);
        if (neighbours != null && neighbours.remove(connection)) {
            size--;
            if (neighbours.isEmpty()) {
                present.remove(network);
            }
        }
    }

    /// All that are there now.
    synchronized List<Connection> all() {
        return present.values().stream().flatMap(Set::stream).toList();
    }

    synchronized int size() {
        return size;
    }

    private static InetAddress network(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        byte[] network = client.getAddress();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
