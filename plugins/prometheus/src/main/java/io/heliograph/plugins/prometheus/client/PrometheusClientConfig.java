package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configuration of `outputs.prometheus_client`.
public record PrometheusClientConfig(
        @Option(
                doc = "Where to listen. Without it, 127.0.0.1:9273; `:9273` means all addresses of this machine.",
                example = ":9273")
        @Nullable String listen,

        @Option(
                doc = "How metrics become samples: the same number as in the input that they come from. 1: the measurement is"
                        + " the family, with the fields `counter`, `gauge` or `value`; 2: each field is a sample.",
                defaultValue = "1")
        int metricVersion,

        @Option(doc = "The path of the page with the metrics.", defaultValue = "/metrics") String path,

        @Option(doc = "A series that is not refreshed for so long is gone; 0s for never.", defaultValue = "60s")
        Duration expirationInterval,

        @Option(
                doc = "Metrics of the agent itself to leave out. Accepted; there are none here, see the agent's own `/metrics`.",
                example = "[\"gocollector\", \"process\"]")
        List<String> collectorsExclude,

        @Option(doc = "Whether texts become labels; they are left out otherwise.", defaultValue = "true")
        boolean stringAsLabel,

        @Option(doc = "Whether samples are exposed with their time.") boolean exportTimestamp,

        @Option(doc = "Types that metrics get whatever their own is.") @Nullable MetricTypes metricTypes,

        @Option(
                doc = "Which names are exposed as they are: `legacy` makes others of letters, digits and `_`, `utf8` takes any.",
                defaultValue = "legacy")
        NameSanitization nameSanitization,

        @Option(doc = "The user of basic authentication.", example = "scraper") @Nullable String basicUsername,

        @Option(doc = "The password of basic authentication.", example = "secret") @Nullable Secret basicPassword,

        @Option(
                doc = "Ranges of addresses that may scrape; without any, all may.",
                example = "[\"192.168.0.0/24\", \"192.168.1.0/30\"]")
        List<String> ipRange,

        @Option(doc = "Headers of every answer.", example = "{ X-Agent = \"heliograph\" }") Map<String, String> httpHeaders,

        @Option(doc = "Accepted; a silent connection is closed after half a minute.", defaultValue = "10s")
        Duration readTimeout,

        @Option(doc = "Accepted; a slow reader holds up nobody but itself.", defaultValue = "10s")
        Duration writeTimeout,

        @Inline ServerTlsOptions tls) {

    /// @throws InvalidOptionException for a value that cannot be
    public PrometheusClientConfig {
        collectorsExclude = List.copyOf(collectorsExclude);
        ipRange = List.copyOf(ipRange);
        httpHeaders = Map.copyOf(httpHeaders);
        Listen.of(listen);
        MetricVersion.of("metric_version", metricVersion);
        ipRange.forEach(AddressRange::of);
        if (!path.startsWith("/")) {
            throw new InvalidOptionException("path", "not a path: '" + path + "' (try /metrics)");
        }
        if (basicUsername == null != (basicPassword == null)) {
            throw new InvalidOptionException(
                    basicUsername == null ? "basic_username" : "basic_password", "basic_username and basic_password go together");
        }
        if (expirationInterval.isNegative()) {
            throw new InvalidOptionException("expiration_interval", "negative: " + expirationInterval.toMillis() + "ms (try 60s)");
        }
    }

    Translation translation() {
        Names names = new Names(nameSanitization);
        MetricTypes types = metricTypes == null ? MetricTypes.NONE : metricTypes;
        return switch (MetricVersion.of("metric_version", metricVersion)) {
            case V1 -> new FamilyTranslation(names, types, stringAsLabel);
            case V2 -> new SampleTranslation(names, types, stringAsLabel);
        };
    }
}
