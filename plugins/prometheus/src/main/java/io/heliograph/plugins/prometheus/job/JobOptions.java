package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is asked of the targets of a job, and what becomes of their labels and times. Keys and meanings are those of
/// Prometheus' `scrape_config`; labels of a target (`__metrics_path__` and their like) go before them.
public record JobOptions(
        @Option(
                doc = "The label `job` of discovered targets that bring none; without it, the alias of this input, or"
                        + " `prometheus`.",
                example = "node")
        @Nullable
        String jobName,

        @Option(
                doc = "Time between two scrapes of a target; without it, `interval`. The label `__scrape_interval__`"
                        + " goes before both.",
                example = "15s")
        @Nullable
        Duration scrapeInterval,

        @Option(
                doc = "What a scrape may take in all, in place of `timeout`; not more than the interval.",
                example = "10s")
        @Nullable
        Duration scrapeTimeout,

        @Option(doc = "The path of discovered targets; a query may follow it.", defaultValue = "/metrics")
        String metricsPath,

        @Option(doc = "How discovered targets are spoken to: `http` or `https`.", defaultValue = "http")
        Scheme scheme,

        @Option(
                doc = "Parameters of the query of discovered targets. The label `__param_NAME` goes before the first"
                        + " value of a name.",
                example = "{ module = [\"http_2xx\"] }")
        Map<String, List<String>> params,

        @Option(
                doc = "Whether a label of a sample goes before the target's of the same name. Otherwise it is moved to"
                        + " `exported_NAME`.")
        boolean honorLabels,

        @Option(doc = "Whether samples keep the time that the target gave them.", defaultValue = "true")
        boolean honorTimestamps,

        @Option(doc = "Whether series whose samples have a time of their own get staleness markers too, when they end.")
        boolean trackTimestampsStaleness,

        @Option(
                doc = "Whether each scrape gives `up`, `scrape_duration_seconds`, `scrape_samples_scraped`,"
                        + " `scrape_samples_post_metric_relabeling` and `scrape_series_added`.",
                defaultValue = "true")
        boolean scrapeMetrics,

        @Option(
                doc = "Whether there are also `scrape_timeout_seconds`, `scrape_sample_limit` and"
                        + " `scrape_body_size_bytes`.")
        boolean extraScrapeMetrics,

        @Option(doc = "Whether targets are asked to pack their answers with gzip.", defaultValue = "true")
        boolean enableCompression,

        @Option(
                doc = "How many targets that relabelling dropped are remembered for the operator; 0 for all of them.",
                defaultValue = "0")
        int keepDroppedTargets,

        @Option(
                doc = "A file to which each failed scrape is written, a line of JSON each.",
                example = "/var/log/heliograph/scrape-failures.log")
        @Nullable
        Path scrapeFailureLogFile) {

    /// How a target is spoken to.
    public enum Scheme {
        /// In the clear.
        HTTP,
        /// Over TLS.
        HTTPS;

        /// As in a URL.
        public String text() {
            return this == HTTP ? "http" : "https";
        }
    }

    /// @throws InvalidOptionException for a value that cannot be
    public JobOptions {
        params = Map.copyOf(params);
        checkTime("scrape_interval", scrapeInterval);
        checkTime("scrape_timeout", scrapeTimeout);
        if (scrapeInterval != null && scrapeTimeout != null && scrapeTimeout.compareTo(scrapeInterval) > 0) {
            throw new InvalidOptionException(
                    "scrape_timeout",
                    "longer than scrape_interval: " + scrapeTimeout.toMillis() + "ms, and " + scrapeInterval.toMillis()
                            + "ms");
        }
        if (!metricsPath.startsWith("/")) {
            throw new InvalidOptionException("metrics_path", "not a path: '" + metricsPath + "' (try /metrics)");
        }
        Limits.check("keep_dropped_targets", keepDroppedTargets);
    }

    private static void checkTime(String key, @Nullable Duration time) {
        if (time != null && (time.isNegative() || time.isZero())) {
            throw new InvalidOptionException(key, "not a time above zero: " + time.toMillis() + "ms (try 15s)");
        }
    }
}
