package io.heliograph.plugins.prometheus;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.config.Translator;
import io.heliograph.plugins.prometheus.client.PrometheusClientConfig;
import io.heliograph.plugins.prometheus.client.PrometheusClientOutput;
import io.heliograph.plugins.prometheus.exposition.OpenMetricsParser;
import io.heliograph.plugins.prometheus.exposition.OpenMetricsParserConfig;
import io.heliograph.plugins.prometheus.exposition.PrometheusParser;
import io.heliograph.plugins.prometheus.exposition.PrometheusParserConfig;
import io.heliograph.plugins.prometheus.remotewrite.PrometheusRemoteWriteConfig;
import io.heliograph.plugins.prometheus.remotewrite.PrometheusRemoteWriteOutput;
import io.heliograph.plugins.prometheus.scrape.PrometheusConfig;
import io.heliograph.plugins.prometheus.scrape.PrometheusInput;
import io.heliograph.plugins.prometheus.yml.PrometheusYmlTranslator;
import java.util.List;

/// The plugins of this jar.
public final class PrometheusPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("inputs.prometheus", PrometheusConfig.class, PrometheusInput.class),
                PluginDescriptor.of(
                        "outputs.prometheus_client", PrometheusClientConfig.class, PrometheusClientOutput.class),
                PluginDescriptor.of(
                        "outputs.prometheus_remote_write",
                        PrometheusRemoteWriteConfig.class,
                        PrometheusRemoteWriteOutput.class),
                PluginDescriptor.of("parsers.openmetrics", OpenMetricsParserConfig.class, OpenMetricsParser.class),
                PluginDescriptor.of("parsers.prometheus", PrometheusParserConfig.class, PrometheusParser.class));
    }

    @Override
    public List<Translator> translators() {
        return List.of(new PrometheusYmlTranslator());
    }
}
