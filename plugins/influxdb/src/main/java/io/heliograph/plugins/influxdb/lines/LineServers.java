package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.PluginContext;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.http.LocalAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The servers of one output.
public final class LineServers implements Closeable {
    private static final String LONGEST_LINE = "influx_max_line_bytes";

    private final PluginContext context;
    private final Map<String, ?> format;
    private final LineBody body;
    private final List<Server> servers = new ArrayList<>();
    private final Failover failover;

    /// No servers yet.
    ///
    /// @param format settings of the serializer `influx`
    public LineServers(PluginContext context, Map<String, ?> format, ContentEncoding encoding, Grouping grouping) {
        this.context = context;
        this.format = format;
        this.body = new LineBody(context.serializer("influx", format), encoding);
        this.failover = new Failover(grouping, context.logger());
    }

    /// Adds a server of the HTTP API.
    ///
    /// @param name its address without credentials
    public void addHttp(String name, Dialect dialect, Link link) {
        add(new HttpServer(name, dialect, link, body));
    }

    /// Adds a server that takes datagrams.
    ///
    /// @param payloadBytes of the largest datagram
    /// @param localAddress to send from, or empty
    public void addUdp(String host, int port, int payloadBytes, String localAddress) throws IOException {
        Map<String, Object> split = new HashMap<>(format);
        split.put(LONGEST_LINE, (long) payloadBytes);
        @Nullable
        InetSocketAddress local =
                localAddress.isEmpty() ? null : new InetSocketAddress(LocalAddress.of(localAddress), 0);
        add(new UdpServer(host, port, payloadBytes, context.serializer("influx", split), local));
    }

    private void add(Server server) {
        servers.add(server);
        failover.add(server);
    }

    /// Writes a batch to one of them.
    public WriteResult write(MetricBatch batch) throws IOException, InterruptedException {
        return failover.write(batch);
    }

    /// The size of all bodies so far, as sent.
    public long bodyBytes() {
        return body.madeBytes();
    }

    @Override
    public void close() throws IOException {
        for (Server server : servers) {
            server.close();
        }
    }
}
