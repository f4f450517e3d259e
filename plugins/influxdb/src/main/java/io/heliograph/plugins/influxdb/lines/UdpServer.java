package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Serializer;
import io.heliograph.api.WriteResult;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A server that takes lines in datagrams. Nothing is acknowledged: rows are delivered when they are sent.
final class UdpServer implements Server {
    private final String host;
    private final int port;
    private final int payloadBytes;
    private final Serializer serializer;
    private final @Nullable InetSocketAddress local;
    private final ByteSink line = new ByteSink();
    private final ByteSink datagram = new ByteSink();
    private @Nullable DatagramSocket socket;

    /// @param payloadBytes the largest datagram
    /// @param serializer splits lines that are longer
    /// @param local to send from, or null
    UdpServer(String host, int port, int payloadBytes, Serializer serializer, @Nullable InetSocketAddress local) {
        this.host = host;
        this.port = port;
        this.payloadBytes = payloadBytes;
        this.serializer = serializer;
        this.local = local;
    }

    @Override
    public String name() {
        return "udp://" + host + ":" + port;
    }

    @Override
    public @Nullable WriteResult write(Rows rows, Destination to, Tally tally) throws IOException {
        datagram.clear();
        try {
            DatagramSocket connected = connected();
            for (int row = 0; row < rows.size(); row++) {
                put(rows, row, tally, connected);
            }
            send(connected);
        } catch (IOException failed) {
            close();
            throw new IOException(name() + ": " + failed.getMessage(), failed);
        }
        tally.accept(rows);
        return null;
    }

    private void put(Rows rows, int row, Tally tally, DatagramSocket to) throws IOException {
        line.clear();
        serializer.serialize(rows.batch().slice(row, row + 1), line);
        line.leftOut().forEach((none, reason) -> tally.reject(rows.origin(row), reason));
        if (line.size() <= payloadBytes) {
            append(0, line.size(), to);
            return;
        }
        for (int start = 0; start < line.size(); ) {
            int end = LineEnds.next(line.array(), start, line.size());
            append(start, end, to);
            start = end;
        }
    }

    private void append(int from, int end, DatagramSocket to) throws IOException {
        if (datagram.size() + end - from > payloadBytes) {
            send(to);
        }
        datagram.put(line.array(), from, end - from);
    }

    private void send(DatagramSocket to) throws IOException {
        if (datagram.size() > 0) {
            to.send(new DatagramPacket(datagram.array(), 0, datagram.size()));
            datagram.clear();
        }
    }

    /// The name is looked up for each socket, and a failure closes the socket.
    private DatagramSocket connected() throws IOException {
        DatagramSocket present = socket;
        if (present == null) {
            present = new DatagramSocket(local);
            if (local == null) {
                present.bind(null);
            }
            socket = present;
            present.connect(new InetSocketAddress(host, port));
        }
        return present;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
