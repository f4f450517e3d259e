package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.prometheus.job.ProxyOptions;
import io.heliograph.plugins.prometheus.job.SignIn;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Configurations for tests.
record Configured(
        List<String> urls,
        Message message,
        int metricVersion,
        NameSanitization names,
        boolean texts,
        Map<String, String> external,
        List<RelabelConfig> rules,
        boolean retryTooMany,
        boolean extras,
        MetadataConfig metadata) {
    static final MetadataConfig NO_METADATA = new MetadataConfig(false, Duration.ofMinutes(1));

    static Configured of(Message message, String... urls) {
        return new Configured(
                List.of(urls),
                message,
                2,
                NameSanitization.LEGACY,
                false,
                Map.of(),
                List.of(),
                true,
                false,
                NO_METADATA);
    }

    Configured version(int number) {
        return new Configured(urls, message, number, names, texts, external, rules, retryTooMany, extras, metadata);
    }

    Configured external(String name, String value) {
        return new Configured(
                urls, message, metricVersion, names, texts, Map.of(name, value), rules, retryTooMany, extras, metadata);
    }

    Configured rules(RelabelConfig... some) {
        return new Configured(
                urls, message, metricVersion, names, texts, external, List.of(some), retryTooMany, extras, metadata);
    }

    Configured textsAsLabels() {
        return new Configured(
                urls, message, metricVersion, names, true, external, rules, retryTooMany, extras, metadata);
    }

    Configured anyNames() {
        return new Configured(
                urls,
                message,
                metricVersion,
                NameSanitization.UTF8,
                texts,
                external,
                rules,
                retryTooMany,
                extras,
                metadata);
    }

    Configured droppingTooMany() {
        return new Configured(urls, message, metricVersion, names, texts, external, rules, false, extras, metadata);
    }

    /// With exemplars and native histograms.
    Configured withExtras() {
        return new Configured(
                urls, message, metricVersion, names, texts, external, rules, retryTooMany, true, metadata);
    }

    Configured withMetadata(Duration interval) {
        return new Configured(
                urls,
                message,
                metricVersion,
                names,
                texts,
                external,
                rules,
                retryTooMany,
                extras,
                new MetadataConfig(true, interval));
    }

    PrometheusRemoteWriteConfig config() {
        return new PrometheusRemoteWriteConfig(
                URI.create(urls.get(0)),
                urls.stream().skip(1).map(URI::create).toList(),
                message.protobuf,
                metricVersion,
                names,
                texts,
                external,
                rules,
                Duration.ofSeconds(5),
                Map.of("X-Scope-OrgID", Secret.of("a")),
                new ProxyOptions(null, null, false, Map.of()),
                new SignIn(null, null, null),
                retryTooMany,
                extras,
                extras,
                metadata,
                null,
                TlsOptions.NONE);
    }
}
