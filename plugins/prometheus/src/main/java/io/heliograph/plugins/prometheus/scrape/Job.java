package io.heliograph.plugins.prometheus.scrape;

import com.codahale.metrics.Counter;
import io.heliograph.api.PluginContext;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.prometheus.credentials.Credentials;
import io.heliograph.plugins.prometheus.exposition.Convention;
import io.heliograph.plugins.prometheus.exposition.ExpositionParser;
import io.heliograph.plugins.prometheus.exposition.Quota;
import io.heliograph.plugins.prometheus.exposition.Reading;
import io.heliograph.plugins.prometheus.exposition.Resolution;
import io.heliograph.plugins.prometheus.exposition.Vocabularies;
import io.heliograph.plugins.prometheus.job.Access;
import io.heliograph.plugins.prometheus.job.Limits;
import java.io.IOException;
import java.time.Duration;

/// What all targets of an input share. Good for any thread.
final class Job implements AutoCloseable {
    private final PrometheusConfig config;
    private final PluginContext context;
    private final String name;
    private final HttpClient client;
    private final Credentials credentials;
    private final Bodies bodies = new Bodies();
    private final Labellings labellings;
    private final FailureLog failures;
    private final Vocabularies vocabularies;
    private final String leftOutName;
    private final String skippedName;
    private final String repeatedName;
    private final Counter leftOut;
    private final Counter skipped;
    private final Counter repeated;
    private volatile int targets;

    Job(PrometheusConfig config, PluginContext context, String name) {
        this.config = config;
        this.context = context;
        this.name = name;
        this.client = new HttpClient(transport(config));
        this.credentials = credentials(config);
        this.labellings = new Labellings(config);
        this.failures = new FailureLog(config.job().scrapeFailureLogFile(), name);
        this.vocabularies = new Vocabularies(interval());
        this.leftOutName = OwnMetric.name("heliograph_scrape_samples_left_out_total", context);
        this.skippedName = OwnMetric.name("heliograph_scrape_lines_skipped_total", context);
        this.skipped = context.metrics().counter(skippedName);
        this.repeatedName = OwnMetric.name("heliograph_scrape_samples_repeated_total", context);
        this.repeated = context.metrics().counter(repeatedName);
        this.leftOut = context.metrics().counter(leftOutName);
    }

    private static Transport transport(PrometheusConfig config) {
        Access access = config.access();
        ClientTls tls = access.tlsConfig() == null
                ? new ClientTls(config.tls())
                : new ClientTls(access.tlsConfig().settings());
        return Transport.direct(tls)
                .through(access.proxy().proxies(config.httpProxyUrl()))
                .avoidingLinkLocal(access.avoidLinkLocal());
    }

    /// Prometheus' ways, then Telegraf's, of which a token goes before a password.
    private static Credentials credentials(PrometheusConfig config) {
        if (config.access().signIn().way() != null) {
            return Credentials.of(config.access().signIn());
        }
        if (config.bearerToken() != null || config.bearerTokenString() != null) {
            return Credentials.bearer(config.bearerToken(), config.bearerTokenString());
        }
        boolean none = config.username() == null && config.password() == null;
        return none
                ? Credentials.of(config.access().signIn())
                : Credentials.basic(config.username(), config.password());
    }

    PrometheusConfig config() {
        return config;
    }

    /// The `job` of targets that bring none.
    String name() {
        return name;
    }

    HttpClient client() {
        return client;
    }

    Credentials credentials() {
        return credentials;
    }

    Bodies bodies() {
        return bodies;
    }

    Labellings labellings() {
        return labellings;
    }

    FailureLog failures() {
        return failures;
    }

    long epochNanos() {
        return context.epochNanos();
    }

    /// The usual time between scrapes.
    Duration interval() {
        Duration own = config.job().scrapeInterval();
        return own == null ? context.interval() : own;
    }

    /// What reads the answers of a target. Targets know in common what their series mean, but for those whose labels a
    /// rule may look at.
    ExpositionParser parser(ScrapeTarget target) {
        Reading reading = reading(target);
        return labellings.isOwn(target.labels()) ? new ExpositionParser(reading) : vocabularies.parser(reading);
    }

    private Reading reading(ScrapeTarget target) {
        Limits limits = config.limits();
        int most = limits.sampleLimit() == 0 ? Integer.MAX_VALUE : limits.sampleLimit();
        return new Reading(
                config.version(),
                target.isOwn() ? Convention.TELEGRAF : Convention.PROMETHEUS,
                config.formats().strictness(),
                config.ignoreTimestamp() || !config.job().honorTimestamps(),
                config.job().trackTimestampsStaleness(),
                labellings.of(target.labels()),
                new Quota(
                        most,
                        limits.onLimit() == Limits.OnLimit.TRUNCATE,
                        Resolution.of(limits.nativeHistogramBucketLimit(), limits.nativeHistogramMinBucketFactor())),
                target.histograms().natives(),
                target.histograms().classics(),
                target.histograms().converts());
    }

    /// Takes note of how many targets there are.
    void targets(int count) {
        targets = count;
    }

    /// @throws IOException where there are more targets than the job may have: then all fail
    void checkTargets() throws IOException {
        int limit = config.limits().targetLimit();
        int present = targets;
        if (limit > 0 && present > limit) {
            throw new IOException("target_limit exceeded: " + present + " targets, and " + limit + " are allowed");
        }
    }

    /// Counts samples that a limit kept out.
    void leftOut(int samples) {
        if (samples > 0) {
            leftOut.inc(samples);
        }
    }

    /// Counts samples that came on top of one of the same series.
    void repeated(String target, int samples) {
        if (samples > 0) {
            repeated.inc(samples);
            context.logger().warn("{}: {} samples are of series that have one already", target, samples);
        }
    }

    /// Counts lines that were skipped for their faults.
    void skipped(int lines) {
        skipped.inc(lines);
    }

    @Override
    public void close() {
        client.close();
        credentials.close();
        context.metrics().remove(leftOutName);
        context.metrics().remove(skippedName);
        context.metrics().remove(repeatedName);
    }
}
