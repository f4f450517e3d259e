package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSink;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Redirects;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.plugins.prometheus.job.HeaderOption;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gets the answers of one target, within one time limit for each. Confined to one thread at a time.
final class Fetch {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int EXCERPT_BYTES = 200;
    private static final int MOST_REDIRECTS = 10;

    private final ScrapeTarget target;
    private final Job job;
    private final Negotiation negotiation;
    private final Headers headers;
    private final Redirects redirects;

    Fetch(ScrapeTarget target, Job job) {
        this.target = target;
        this.job = job;
        PrometheusConfig config = job.config();
        this.negotiation = Negotiation.of(config, target);
        this.headers = negotiation.headers(target.timeout(), config.job().enableCompression());
        this.redirects = redirects(config.access().followRedirects());
    }

    private static Redirects redirects(@Nullable Boolean follows) {
        return follows == null
                ? new Redirects(MOST_REDIRECTS, false)
                : follows ? new Redirects(MOST_REDIRECTS, true) : Redirects.NONE;
    }

    /// Reads an answer.
    ///
    /// @param body takes it, unpacked
    /// @param out is told how long it took, where that was asked for
    /// @return the format of the answer; of an empty one it does not matter
    ExpositionFormat into(ByteSink body, Accumulator out) throws IOException {
        long began = System.nanoTime();
        HttpRequest request = request(began);
        long tookNanos = 0;
        try (HttpResponse answer = exchange(request, left(began))) {
            tookNanos = System.nanoTime() - began;
            check(answer);
            answer.readInto(body, job.config().mostBytes());
            ExpositionFormat format =
                    body.size() == 0 ? ExpositionFormat.TEXT : negotiation.format(answer.header("Content-Type"));
            report(tookNanos, body.size(), out);
            return format;
        } catch (IOException bad) {
            if (tookNanos > 0) {
                report(tookNanos, -1, out);
            }
            throw bad; // the host says which target it was
        }
    }

    private Duration left(long began) throws IOException {
        long nanos = target.timeout().toNanos() - (System.nanoTime() - began);
        if (nanos <= 0) {
            throw new SocketTimeoutException("not done within " + PrometheusDuration.text(target.timeout()));
        }
        return Duration.ofMillis(nanos / 1_000_000 + 1);
    }

    private HttpRequest request(long began) throws IOException {
        Headers all = headers;
        try {
            for (Map.Entry<String, Object> own : job.config().httpHeaders().entrySet()) {
                all = all.with(
                        own.getKey(), ((HeaderOption) own.getValue()).value().reveal());
            }
            all = job.credentials().on(all, left(began));
        } catch (IllegalArgumentException notAHeader) { // what a file has by now
            throw new IOException(notAHeader.getMessage(), notAHeader);
        }
        return target.location().request().redirects(redirects).headers(all);
    }

    private HttpResponse exchange(HttpRequest request, Duration allowed) throws IOException {
        Duration head = job.config().responseTimeout();
        return job.client().exchange(request, allowed, head == null ? allowed : head);
    }

    private void check(HttpResponse answer) throws IOException {
        if (answer.status() == OK) {
            return;
        }
        if (answer.status() == UNAUTHORIZED) {
            job.credentials().refused();
        }
        String place = answer.header("Location");
        if (answer.status() / 100 == 3 && place != null) {
            throw new IOException(
                    "answered with status " + answer.status() + ", a redirect to " + place + " (see follow_redirects)");
        }
        String excerpt = answer.excerpt(EXCERPT_BYTES);
        throw new IOException("answered with status " + answer.status() + (excerpt.isEmpty() ? "" : ": " + excerpt));
    }

    private void report(long tookNanos, int bytes, Accumulator out) {
        if (!job.config().enableRequestMetrics()) {
            return;
        }
        Row row = out.row(out.series("prometheus_request")).put("response_time", tookNanos / 1e9);
        if (bytes >= 0) {
            row.put("content_length", (long) bytes);
        }
        row.emit();
    }
}
