package io.heliograph.plugins.influxdb.v2;

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

/// Writes to InfluxDB 2.x: `outputs.influxdb_v2`.
///
/// One POST for each batch, or for each bucket in it. What an answer means for the rows is in [V2Dialect].
public final class InfluxdbV2Output implements Output {
    /// What is put off for longer is given back to the host, which can stop meanwhile.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final InfluxdbV2Config config;
    private final PluginContext context;
    private final Pace pace;
    private final Search search = new Search();
    private @Nullable HttpClient client;
    private @Nullable LineServers servers;

    /// Opens nothing yet.
    public InfluxdbV2Output(InfluxdbV2Config config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.pace = new Pace(config.rateLimit().bytes(), config.rateLimitPeriod());
    }

    @Override
    public void open() throws IOException {
        HttpClient http = new HttpClient(new Transport(
                new ClientTls(config.tls()), config.httpProxy(), ClientSettings.localAddress(config.localAddress())));
        client = http;
        LineServers all = new LineServers(context, format(), config.contentEncoding(), grouping());
        servers = all;
        String organization = config.organization() == null ? "" : config.organization();
        Duration timeout = ClientSettings.timeout(config.timeout());
        for (URI url : config.urls()) {
            Place place = Place.of(url);
            Link link = new Link(http, headers(), place.socket(), timeout, context.clock());
            all.addHttp(place.name(), new V2Dialect(place, organization), link);
        }
    }

    private Map<String, Object> format() {
        Map<String, Object> format = new HashMap<>();
        format.put("influx_uint_support", config.influxUintSupport());
        format.put("influx_omit_timestamp", config.influxOmitTimestamp());
        return format;
    }

    private Grouping grouping() {
        Destination standard = new Destination(config.bucket() == null ? "" : config.bucket(), "");
        return new Grouping(
                standard, config.bucketTag() == null ? "" : config.bucketTag(), config.excludeBucketTag(), "", false);
    }

    private Headers headers() {
        Headers headers = ClientSettings.headers(config.userAgent(), config.httpHeaders());
        return config.token() == null
                ? headers
                : headers.with(
                        Authorization.HEADER, "Token " + config.token().reveal().strip());
    }

    @Override
    public WriteResult write(MetricBatch batch) throws IOException, InterruptedException {
        LineServers all = servers;
        if (all == null) {
            return WriteResult.retry("not open");
        }
        Duration pause = pace.pause(System.nanoTime());
        if (pause.compareTo(LONGEST_WAIT) > 0 && !search.isUnderWay()) {
            return WriteResult.retry(pause, "held to rate_limit");
        }
        if (pause.isPositive()) {
            Thread.sleep(pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT);
        }
        return search.noted(sent(batch, all), batch.size());
    }

    private WriteResult sent(MetricBatch batch, LineServers all) throws IOException, InterruptedException {
        long before = all.bodyBytes();
        try {
            return all.write(batch);
        } finally {
            pace.sent(all.bodyBytes() - before, System.nanoTime());
        }
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
