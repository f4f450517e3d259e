package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.Ephemeral;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.httpserver.ListenAddress;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configuration of `outputs.prometheus_client`.
public record PrometheusClientConfig(
        @Option(
                doc = "Address and port to listen on. `:9273` means all addresses of this machine.",
                defaultValue = "127.0.0.1:9273",
                example = ":9273")
        String listen,

        @Option(
                doc =
                        "How metrics become samples: the same number as in the input that they come from. 1: the measurement is"
                                + " the family, with the fields `counter`, `gauge` or `value`; 2: each field is a sample.",
                defaultValue = "1")
        int metricVersion,

        @Option(doc = "The path of the page with the metrics.", defaultValue = "/metrics")
        String path,

        @Option(doc = "A series that is not refreshed for so long is gone; 0s for never.", defaultValue = "60s")
        Duration expirationInterval,

        @Option(
                doc =
                        "Metrics of the agent itself to leave out. Accepted; there are none here, see the agent's own `/metrics`.",
                example = "[\"gocollector\", \"process\"]")
        List<Collector> collectorsExclude,

        @Option(doc = "Whether texts become labels; they are left out otherwise.", defaultValue = "true")
        boolean stringAsLabel,

        @Option(doc = "Whether samples are exposed with their time.")
        boolean exportTimestamp,

        @Option(doc = "Types that metrics get whatever their own is.") @Nullable
        MetricTypes metricTypes,

        @Option(
                doc =
                        "Which names are exposed as they are. `legacy`: letters, digits and `_`, which stands for anything else. `utf8`:"
                                + " any, to a Prometheus that asks for them (3.0 and later); others still get `_`.",
                defaultValue = "legacy")
        NameSanitization nameSanitization,

        @Option(doc = "The user of basic authentication.", example = "scraper") @Nullable
        String basicUsername,

        @Option(doc = "The password of basic authentication.", example = "secret") @Nullable
        Secret basicPassword,

        @Option(
                doc = "Ranges of addresses that may scrape; without any, all may.",
                example = "[\"192.168.0.0/24\", \"192.168.1.0/30\"]")
        List<String> ipRange,

        @Option(doc = "Headers of every answer.", example = "{ X-Agent = \"heliograph\" }")
        Map<String, String> httpHeaders,

        @Option(
                doc = "For reading a request, TLS handshake included; a slower client is cut off.",
                defaultValue = "10s")
        Duration readTimeout,

        @Option(doc = "For writing the answer; a slower client is cut off.", defaultValue = "10s")
        Duration writeTimeout,

        @Inline ServerTlsOptions tls)
        implements Ephemeral {

    private static final String LOOPBACK = "127.0.0.1:9273";

    /// What Telegraf exposes of itself.
    public enum Collector {
        /// The Go runtime.
        GOCOLLECTOR,
        /// Its process.
        PROCESS
    }

    /// @throws InvalidOptionException for a value that cannot be
    public PrometheusClientConfig {
        collectorsExclude = List.copyOf(collectorsExclude);
        ipRange = List.copyOf(ipRange);
        httpHeaders = Map.copyOf(httpHeaders);
        address(listen);
        MetricVersion.of("metric_version", metricVersion);
        ipRange.forEach(AddressRange::of);
        if (!path.startsWith("/")) {
            throw new InvalidOptionException("path", "not a path: '" + path + "' (try /metrics)");
        }
        if (isSet(basicUsername) != (basicPassword != null && !basicPassword.isEmpty())) {
            throw new InvalidOptionException(
                    isSet(basicUsername) ? "basic_password" : "basic_username",
                    "basic_username and basic_password go together");
        }
        positive("read_timeout", readTimeout);
        positive("write_timeout", writeTimeout);
        if (expirationInterval.isNegative()) {
            throw new InvalidOptionException(
                    "expiration_interval", "negative: " + expirationInterval.toMillis() + "ms (try 60s)");
        }
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static void positive(String key, Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new InvalidOptionException(key, "no time at all: " + time.toMillis() + "ms (try 10s)");
        }
    }

    /// Whether clients must name themselves.
    boolean isLocked() {
        return isSet(basicUsername);
    }

    Translation translation() {
        Naming naming = new Naming(new Names(nameSanitization));
        MetricTypes types = metricTypes == null ? MetricTypes.NONE : metricTypes;
        return MetricVersion.of("metric_version", metricVersion) == MetricVersion.V1
                ? new FamilyTranslation(naming, types, stringAsLabel)
                : new SampleTranslation(naming, types, stringAsLabel);
    }

    /// Where to listen.
    ListenAddress address() {
        return address(listen);
    }

    private static ListenAddress address(String listen) {
        if (listen.startsWith("vsock://")) {
            throw new InvalidOptionException(
                    "listen", "virtual sockets are not supported: '" + listen + "' (try " + LOOPBACK + ")");
        }
        return ListenAddress.of("listen", listen.isEmpty() ? LOOPBACK : listen, LOOPBACK);
    }
}
