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
        boolean prometheusIgnoreTimestamp,

        @Option(
                doc = "The media type of the data, as a target would send it; protobuf is"
                        + " `application/vnd.google.protobuf`.",
                defaultValue = "text/plain")
        String prometheusContentType) {

    /// @throws io.heliograph.api.InvalidOptionException for an unknown version or type
    public PrometheusParserConfig {
        MetricVersion.of("prometheus_metric_version", prometheusMetricVersion);
        ExpositionFormat.of("prometheus_content_type", prometheusContentType);
    }

    ExpositionFormat format() {
        return ExpositionFormat.of("prometheus_content_type", prometheusContentType);
    }

    MetricVersion version() {
        return MetricVersion.of("prometheus_metric_version", prometheusMetricVersion);
    }
}
