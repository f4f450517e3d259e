package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.DataSize;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.job.Access;
import io.heliograph.plugins.prometheus.job.Formats;
import io.heliograph.plugins.prometheus.job.HeaderOption;
import io.heliograph.plugins.prometheus.job.JobOptions;
import io.heliograph.plugins.prometheus.job.Limits;
import io.heliograph.plugins.prometheus.job.RelabelOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configuration of `inputs.prometheus`.
public record PrometheusConfig(
        @Option(
                doc =
                        "Targets by their URLs: `http`, `https`, or `unix:///run/app.sock?path=/metrics`. A URL without a path"
                                + " means `/metrics`. Those of `discovery` come on top.",
                example = "[\"http://localhost:9100/metrics\"]",
                inSample = true)
        List<String> urls,

        @Option(
                doc =
                        "Files of Prometheus' own configuration. Each of their scrape jobs becomes an input of this kind, for"
                                + " which the other options of this table hold where the file does not say, and `remote_write`"
                                + " becomes outputs.",
                example = "[\"/etc/prometheus/prometheus.yml\"]")
        List<Path> scrapeConfigFiles,

        @Option(
                doc =
                        "How samples become metrics: 1 makes the family the measurement, with fields `counter`, `gauge`, `value` or"
                                + " one per bucket or quantile; 2 makes a metric of each sample, named `prometheus`, with the sample's"
                                + " name as field.",
                defaultValue = "1")
        int metricVersion,

        @Option(doc = "The tag that holds the URL, for targets of `urls`; empty for none.", defaultValue = "url")
        String urlTag,

        @Option(doc = "Whether metrics get the time of the scrape even where samples have a time of their own.")
        boolean ignoreTimestamp,

        @Option(
                doc =
                        "The format to read answers in, whatever their header says: `text`, `openmetrics-text`, `openmetrics-protobuf` or `protobuf-delimiter`.",
                defaultValue = "none")
        ContentType contentTypeOverride,

        @Option(doc = "Most bytes of a body, unpacked; the scrape of a larger one fails.", defaultValue = "64MiB")
        DataSize contentLengthLimit,

        @Option(
                doc = "What a scrape may take in all, from the look-up of the name to the last byte.",
                defaultValue = "5s")
        Duration timeout,

        @Option(doc = "What a target may take until its answer begins; without it, all of `timeout`.", example = "2s")
        @Nullable
        Duration responseTimeout,

        @Option(
                doc = "File with a bearer token, read again at each scrape. Goes before `bearer_token_string`.",
                example = "/run/secrets/token")
        @Nullable
        Path bearerToken,

        @Option(doc = "A bearer token. Goes before `username` and `password`.", example = "abc_123") @Nullable
        Secret bearerTokenString,

        @Option(doc = "The user of basic authentication.", example = "scraper") @Nullable
        Secret username,

        @Option(doc = "The password of basic authentication.", example = "secret") @Nullable
        Secret password,

        @Option(
                doc =
                        "Headers that are sent along: each a text, or a table with lists `values`, `secrets` and `files`.",
                example = "{ X-Tenant = \"north\" }")
        Map<String, Object> httpHeaders,

        @Option(
                doc = "A proxy to go through; with user information it gets basic authentication.",
                example = "http://proxy:3128")
        @Nullable
        URI httpProxyUrl,

        @Option(doc = "Whether each scrape gives a metric `prometheus_request` about itself.")
        boolean enableRequestMetrics,

        @Inline TlsOptions tls,

        @Inline JobOptions job,

        @Inline Formats formats,

        @Inline Limits limits,

        @Inline Access access,

        @Inline RelabelOptions relabelling) {

    /// @throws InvalidOptionException for a value that cannot be
    public PrometheusConfig {
        urls = List.copyOf(urls);
        scrapeConfigFiles = List.copyOf(scrapeConfigFiles);
        httpHeaders = Map.copyOf(HeaderOption.all(httpHeaders));
        MetricVersion.of("metric_version", metricVersion);
        for (String url : urls) {
            Location.check("urls", url);
        }
        if (!contentTypeOverride.isSupported()) {
            String name = contentTypeOverride
                    .name()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '-');
            throw new InvalidOptionException(
                    "content_type_override", "'" + name + "' is not supported (try protobuf-delimiter)");
        }
        positive("timeout", timeout);
        positive("response_timeout", responseTimeout);
        checkRules("relabel_configs", relabelling.relabelConfigs(), formats);
        checkRules("metric_relabel_configs", relabelling.metricRelabelConfigs(), formats);
        String authentication = access.signIn().way();
        if (authentication != null && hasTelegrafCredentials(bearerToken, bearerTokenString, username, password)) {
            throw new InvalidOptionException(
                    authentication, "bearer_token, bearer_token_string, username or password is set as well");
        }
        if (access.proxy().proxyUrl() != null && httpProxyUrl != null) {
            throw new InvalidOptionException("proxy_url", "http_proxy_url is set as well");
        }
    }

    private static void checkRules(String key, List<RelabelConfig> rules, Formats formats) {
        RelabelRules.of(key, rules, formats.metricNameValidationScheme());
    }

    private static boolean hasTelegrafCredentials(@Nullable Object... any) {
        for (Object one : any) {
            if (one != null) {
                return true;
            }
        }
        return false;
    }

    private static void positive(String key, @Nullable Duration time) {
        if (time != null && (time.isNegative() || time.isZero())) {
            throw new InvalidOptionException(key, "not a time limit: " + time.toMillis() + "ms (try 5s)");
        }
    }

    MetricVersion version() {
        return formats.mapping() == Formats.MetricMapping.KAPACITOR
                ? MetricVersion.KAPACITOR
                : MetricVersion.of("metric_version", metricVersion);
    }

    /// The most bytes of a body; where there is no limit, what an array takes.
    long mostBytes() {
        long prometheus = limits.bodySizeLimit().bytes();
        if (prometheus > 0) {
            return prometheus - 1;
        }
        return contentLengthLimit.bytes() == 0 ? Integer.MAX_VALUE / 2 : contentLengthLimit.bytes();
    }

    /// What a scrape may take in all, where the target's labels do not say.
    Duration scrapeTimeout() {
        Duration own = job.scrapeTimeout();
        return own == null ? timeout : own;
    }
}
