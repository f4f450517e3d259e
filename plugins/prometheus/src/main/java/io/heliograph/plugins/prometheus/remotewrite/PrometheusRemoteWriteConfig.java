package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.Identity;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.NameValidation;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.job.ProxyOptions;
import io.heliograph.plugins.prometheus.job.SignIn;
import io.heliograph.plugins.prometheus.job.TlsConfig;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How `outputs.prometheus_remote_write` writes.
public record PrometheusRemoteWriteConfig(
        @Identity
        @Option(
                doc = "The receiver. Prometheus (started with `--web.enable-remote-write-receiver`) and VictoriaMetrics"
                        + " have it at `/api/v1/write`.",
                example = "http://localhost:9090/api/v1/write")
        URI url,

        @Option(
                doc = "Other doors of the same store: a batch that one does not take for now goes to the next at once.",
                example = "[\"http://replica:9090/api/v1/write\"]")
        List<URI> failoverUrls,

        @Option(
                doc = "The message to send: `prometheus.WriteRequest` (remote write 1.0) or"
                        + " `io.prometheus.write.v2.Request` (2.0). A receiver that does not take it gets the other one"
                        + " from then on.",
                defaultValue = "prometheus.WriteRequest")
        String protobufMessage,

        @Option(
                doc = "How metrics become samples: the same number as in the input that they come from. 1: the field"
                        + " `value`, `counter` or `gauge` is called as its measurement; 2: each field is"
                        + " `measurement_field`, of the measurement `prometheus` the field alone.",
                defaultValue = "2")
        int metricVersion,

        @Option(
                doc = "Which names are sent as they are. `legacy`: letters, digits and `_`, which stands for anything"
                        + " else. `utf8`: any, for receivers that take them (Prometheus 3.0 and later).",
                defaultValue = "legacy")
        NameSanitization nameSanitization,

        @Option(doc = "Whether texts become labels; they are left out otherwise.")
        boolean stringAsLabel,

        @Option(doc = "Labels that series get where they do not have them.", example = "{ cluster = \"eu-1\" }")
        Map<String, String> externalLabels,

        @Option(
                doc = "Rules that change or drop series before they are sent, as Prometheus has them. External labels"
                        + " are there already, and the name is `__name__`.")
        List<RelabelConfig> writeRelabelConfigs,

        @Option(
                doc = "For a whole exchange: connecting, sending, and reading the answer.",
                defaultValue = "30s",
                aliases = "remote_timeout")
        Duration timeout,

        @Option(doc = "Headers to add to every request.", example = "{ X-Scope-OrgID = \"a\" }")
        Map<String, Secret> headers,

        @Inline ProxyOptions proxy,
        @Inline SignIn signIn,

        @Option(
                key = "retry_on_http_429",
                doc = "Whether a batch is kept and tried again when the receiver says that there are too many requests"
                        + " (429); it is rejected otherwise, as Prometheus does.",
                defaultValue = "true")
        boolean retryOnHttp429,

        @Option(doc = "Whether exemplars are sent.") boolean sendExemplars,

        @Option(
                doc = "Whether native histograms are sent with version 1.0: a receiver that does not know them answers"
                        + " with errors. With 2.0 they are always sent.")
        boolean sendNativeHistograms,

        @Option(doc = "Types, help and units.") MetadataConfig metadataConfig,

        @Option(doc = "TLS, in place of the keys `tls_…` and `insecure_skip_verify`.") @Nullable
        TlsConfig tlsConfig,

        @Inline TlsOptions tls) {

    /// @throws InvalidOptionException for an address of another kind, and other values out of range
    public PrometheusRemoteWriteConfig {
        failoverUrls = List.copyOf(failoverUrls);
        externalLabels = Map.copyOf(externalLabels);
        writeRelabelConfigs = List.copyOf(writeRelabelConfigs);
        headers = Map.copyOf(headers);
        check("url", url);
        failoverUrls.forEach(other -> check("failover_urls", other));
        Message.of(protobufMessage);
        MetricVersion.of("metric_version", metricVersion);
        rules(writeRelabelConfigs, nameSanitization);
        if (timeout.isZero() || timeout.isNegative()) {
            throw new InvalidOptionException("timeout", "no time at all: " + timeout.toMillis() + "ms (try 30s)");
        }
        for (String label : externalLabels.keySet()) {
            if (nameSanitization == NameSanitization.LEGACY && !Names.isPlain(label, false)) {
                throw new InvalidOptionException("external_labels", "not a label: '" + label + "' (try cluster)");
            }
        }
    }

    private static void check(String key, URI url) {
        boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!known || url.getRawAuthority() == null) { // getHost is null for names with an underscore
            throw new InvalidOptionException(
                    key, "not a receiver: '" + url + "' (try http://localhost:9090/api/v1/write)");
        }
    }

    Message message() {
        return Message.of(protobufMessage);
    }

    private static RelabelRules rules(List<RelabelConfig> configs, NameSanitization names) {
        NameValidation legal = names == NameSanitization.UTF8 ? NameValidation.UTF8 : NameValidation.LEGACY;
        return RelabelRules.of("write_relabel_configs", configs, legal);
    }

    Translator translator(Message message) {
        return new Translator(
                new Naming(new Names(nameSanitization)),
                MetricVersion.of("metric_version", metricVersion),
                TagSet.of(externalLabels),
                rules(writeRelabelConfigs, nameSanitization),
                sendNativeHistograms || message == Message.V2,
                metadataConfig.send());
    }
}
