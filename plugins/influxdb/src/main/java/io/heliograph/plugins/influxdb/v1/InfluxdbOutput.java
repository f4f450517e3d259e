package io.heliograph.plugins.influxdb.v1;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.influxdb.lines.ClientSettings;
import io.heliograph.plugins.influxdb.lines.Destination;
import io.heliograph.plugins.influxdb.lines.Grouping;
import io.heliograph.plugins.influxdb.lines.LineServers;
import io.heliograph.plugins.influxdb.lines.Link;
import io.heliograph.plugins.influxdb.lines.Place;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes to InfluxDB 1.x, and to whatever speaks its API: `outputs.influxdb`.
///
/// One POST for each batch, or for each database and retention policy in it. What an answer means for the rows is in
/// [V1Dialect]; nothing is dropped for a status.
public final class InfluxdbOutput implements Output {
    private static final int UDP_PORT = 8089;

    private final InfluxdbConfig config;
    private final PluginContext context;
    private @Nullable HttpClient client;
    private @Nullable LineServers servers;

    /// Opens nothing yet.
    public InfluxdbOutput(InfluxdbConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public void open() throws IOException {
        HttpClient http = new HttpClient(new Transport(
                new ClientTls(config.tls()), config.httpProxy(), ClientSettings.localAddress(config.localAddress())));
        client = http;
        LineServers all = new LineServers(context, format(), config.contentEncoding(), grouping());
        servers = all;
        for (URI url : config.urls()) {
            if (url.getScheme().startsWith("udp")) {
                addUdp(all, url);
            } else {
                addHttp(all, Place.of(url), http);
            }
        }
    }

    private Map<String, Object> format() {
        Map<String, Object> format = new HashMap<>();
        format.put("influx_uint_support", config.influxUintSupport());
        format.put("influx_omit_timestamp", config.influxOmitTimestamp());
        return format;
    }

    private Grouping grouping() {
        return new Grouping(
                new Destination(config.database(), text(config.retentionPolicy())),
                text(config.databaseTag()),
                config.excludeDatabaseTag(),
                text(config.retentionPolicyTag()),
                config.excludeRetentionPolicyTag());
    }

    private static String text(@Nullable String option) {
        return option == null ? "" : option;
    }

    private void addUdp(LineServers all, URI url) throws IOException {
        int port = url.getPort() < 0 ? UDP_PORT : url.getPort();
        String host = url.getHost() == null ? "localhost" : url.getHost();
        all.addUdp(host, port, (int) config.udpPayload().bytes(), text(config.localAddress()));
    }

    private void addHttp(LineServers all, Place place, HttpClient http) {
        Duration timeout = ClientSettings.timeout(config.timeout());
        Link link = new Link(http, headers(), place.socket(), timeout, context.clock());
        all.addHttp(place.name(), new V1Dialect(place, link, config, context.logger()), link);
    }

    private Headers headers() {
        Headers headers = ClientSettings.headers(config.userAgent(), config.httpHeaders());
        if (config.username() == null) {
            return headers;
        }
        String user = config.username().reveal();
        return headers.with(Authorization.HEADER, Authorization.basic(user, ClientSettings.orEmpty(config.password())));
    }

    @Override
    public WriteResult write(MetricBatch batch) throws IOException, InterruptedException {
        LineServers all = servers;
        return all == null ? WriteResult.retry("not open") : all.write(batch);
    }

    @Override
    public void close() throws IOException {
        if (servers != null) {
            servers.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
