package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Option;

/// The options of `data_format = "openmetrics"`.
public record OpenMetricsParserConfig(
        @Option(
                doc =
                        "How samples become metrics: 1 makes the family the measurement, with fields `counter`, `gauge`, `value` or one"
                                + " per bucket or quantile; 2 makes a metric of each sample, named `openmetric`, with the sample's name as field.",
                defaultValue = "2")
        int openmetricsMetricVersion,

        @Option(
                doc = "Whether metrics get the present time even where samples have a time of their own.",
                defaultValue = "false")
        boolean openmetricsIgnoreTimestamp,

        @Option(
                doc =
                        "The media type of the data, as a target would send it; version 2.0 is"
                                + " `application/openmetrics-text; version=2.0.0`, protobuf `application/openmetrics-protobuf`.",
                defaultValue = "application/openmetrics-text")
        String openmetricsContentType) {

    /// @throws io.heliograph.api.InvalidOptionException for an unknown version or type
    public OpenMetricsParserConfig {
        MetricVersion.of("openmetrics_metric_version", openmetricsMetricVersion);
        ExpositionFormat.of("openmetrics_content_type", openmetricsContentType);
    }

    ExpositionFormat format() {
        return ExpositionFormat.of("openmetrics_content_type", openmetricsContentType);
    }

    MetricVersion version() {
        return MetricVersion.of("openmetrics_metric_version", openmetricsMetricVersion);
    }
}
