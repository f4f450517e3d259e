package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Option;

/// The options of `data_format = "prometheus"`.
public record PrometheusParserConfig(
        @Option(
                doc =
                        "How samples become metrics: 1 makes the family the measurement, with fields `counter`, `gauge`, `value` or one"
                                + " per bucket or quantile; 2 makes a metric of each sample, named `prometheus`, with the sample's name as field.",
                defaultValue = "2")
        int prometheusMetricVersion,

        @Option(
                doc = "Whether metrics get the present time even where samples have a time of their own.",
                defaultValue = "false")
        boolean prometheusIgnoreTimestamp) {

    /// @throws io.heliograph.api.InvalidOptionException for an unknown version
    public PrometheusParserConfig {
        MetricVersion.of("prometheus_metric_version", prometheusMetricVersion);
    }

    MetricVersion version() {
        return MetricVersion.of("prometheus_metric_version", prometheusMetricVersion);
    }
}
