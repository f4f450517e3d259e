package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Input;
import io.heliograph.api.ParseException;
import io.heliograph.api.Row;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.prometheus.exposition.ParsingSlots;
import io.heliograph.plugins.prometheus.exposition.Reading;
import io.heliograph.plugins.prometheus.exposition.Strictness;
import io.heliograph.plugins.prometheus.exposition.TextParser;
import io.heliograph.plugins.prometheus.exposition.Vocabularies;
import io.heliograph.plugins.prometheus.job.HeaderOption;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one target. Fetching goes on for as many targets as there are; parsing for as many as there are cores.
final class Scrape implements Input {
    private static final ParsingSlots SLOTS =
            new ParsingSlots(Runtime.getRuntime().availableProcessors());
    private static final String ACCEPT = "text/plain;version=0.0.4;q=0.9,*/*;q=0.1";
    private static final int OK = 200;

    private final Location location;
    private final PrometheusConfig config;
    private final Credentials credentials;
    private final HttpClient client;
    private final Bodies bodies;
    private final Duration timeout;
    private final Headers headers;
    private final TextParser parser;

    Scrape(
            Location location,
            TagSet discovered,
            PrometheusConfig config,
            Credentials credentials,
            HttpClient client,
            Bodies bodies,
            Vocabularies vocabularies) {
        this.location = location;
        this.config = config;
        this.credentials = credentials;
        this.client = client;
        this.bodies = bodies;
        Duration own = Discovered.timeout(discovered);
        this.timeout = own == null ? config.timeout() : own;
        this.headers = headers(config, timeout);
        this.parser =
                vocabularies.parser(Reading.plain(config.version(), Strictness.PROMETHEUS, config.ignoreTimestamp()));
    }

    private static Headers headers(PrometheusConfig config, Duration timeout) {
        String seconds = Double.toString(timeout.toMillis() / 1000.0);
        Headers headers = Headers.NONE.with("Accept", ACCEPT).with("X-Prometheus-Scrape-Timeout-Seconds", seconds);
        return headers;
    }

    @Override
    public void gather(Accumulator out) throws IOException, InterruptedException, ParseException {
        ByteSink body = bodies.borrow();
        try {
            fetch(body, out);
            parser.parse(new ByteSource(body.array(), 0, body.size(), "the answer"), SLOTS, out);
        } finally {
            bodies.giveBack(body);
        }
    }

    private void fetch(ByteSink body, Accumulator out) throws IOException {
        HttpRequest request = location.request().headers(credentials.on(withOwn(headers)));
        long begin = System.nanoTime();
        try (HttpResponse answer = client.exchange(request, timeout)) {
            long tookNanos = System.nanoTime() - begin;
            try {
                check(answer, tookNanos);
                answer.readInto(body, config.mostBytes());
            } catch (IOException bad) {
                report(tookNanos, null, out);
                throw bad; // the host says which target it was
            }
            report(tookNanos, body, out);
        }
    }

    private Headers withOwn(Headers usual) throws IOException {
        Headers all = usual;
        for (Map.Entry<String, Object> own : config.httpHeaders().entrySet()) {
            all = all.with(own.getKey(), ((HeaderOption) own.getValue()).value().reveal());
        }
        return all;
    }

    private void check(HttpResponse answer, long tookNanos) throws IOException {
        Duration most = config.responseTimeout();
        if (most != null && tookNanos > most.toNanos()) {
            throw new SocketTimeoutException(
                    "the answer began after " + tookNanos / 1_000_000 + "ms, later than response_timeout");
        }
        if (answer.status() != OK) {
            String excerpt = answer.excerpt(200);
            throw new IOException(
                    "answered with status " + answer.status() + (excerpt.isEmpty() ? "" : ": " + excerpt));
        }
        String type = answer.header("Content-Type");
        if (config.contentTypeOverride() == ContentType.NONE && type != null && isForeign(type)) {
            throw new IOException("answers in a format that is not supported yet: " + type);
        }
    }

    private static boolean isForeign(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/openmetrics-text") || lower.startsWith("application/vnd.google.protobuf");
    }

    private void report(long tookNanos, @Nullable ByteSink body, Accumulator out) {
        if (!config.enableRequestMetrics()) {
            return;
        }
        Row row = out.row(out.series("prometheus_request")).put("response_time", tookNanos / 1e9);
        if (body != null) {
            row.put("content_length", (long) body.size());
        }
        row.emit();
    }
}
