package io.heliograph.plugins.prometheus.scrape;

import com.codahale.metrics.Counter;
import io.heliograph.api.PluginContext;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.NoProxy;
import io.heliograph.plugins.common.http.Proxies;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.prometheus.exposition.Convention;
import io.heliograph.plugins.prometheus.exposition.ExpositionParser;
import io.heliograph.plugins.prometheus.exposition.Quota;
import io.heliograph.plugins.prometheus.exposition.Reading;
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
    private final Counter leftOut;
    private final Counter skipped;
    private volatile int targets;

    Job(PrometheusConfig config, PluginContext context, String name) {
        this.config = config;
        this.context = context;
        this.name = name;
        this.client = new HttpClient(transport(config));
        this.credentials = Credentials.of(config);
        this.labellings = new Labellings(config);
        this.failures = new FailureLog(config.job().scrapeFailureLogFile(), name);
        this.vocabularies = new Vocabularies(interval());
        this.leftOutName = "heliograph_scrape_samples_left_out_total{input=\"" + context.name() + "\"}";
        this.skippedName = "heliograph_scrape_lines_skipped_total{input=\"" + context.name() + "\"}";
        this.skipped = context.metrics().counter(skippedName);
        this.leftOut = context.metrics().counter(leftOutName);
    }

    private static Transport transport(PrometheusConfig config) {
        Access access = config.access();
        ClientTls tls = access.tlsConfig() == null
                ? new ClientTls(config.tls())
                : new ClientTls(access.tlsConfig().settings());
        return Transport.direct(tls).through(proxies(config)).avoidingLinkLocal(access.avoidLinkLocal());
    }

    private static Proxies proxies(PrometheusConfig config) {
        Access access = config.access();
        Proxies proxies = access.proxyFromEnvironment()
                ? Proxies.of(System.getenv())
                : Proxies.through(access.proxyUrl() == null ? config.httpProxyUrl() : access.proxyUrl());
        NoProxy exceptions = access.noProxy() == null ? proxies.exceptions() : NoProxy.of(access.noProxy());
        return proxies.with(exceptions, access.proxyConnectHeader());
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
                new Quota(most, limits.onLimit() == Limits.OnLimit.TRUNCATE),
                target.histograms().natives(),
                target.histograms().classics());
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

    /// Counts lines that were skipped for their faults.
    void skipped(int lines) {
        skipped.inc(lines);
    }

    @Override
    public void close() {
        client.close();
        if (credentials instanceof OAuth2Token token) {
            token.close();
        }
        context.metrics().remove(leftOutName);
        context.metrics().remove(skippedName);
    }
}
