package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import java.util.Locale;

/// A format that a target can be asked for, by Prometheus' name. The order is that of the text in messages.
public enum ScrapeProtocol {
    /// Protobuf, each family after its length.
    PROMETHEUS_PROTO(
            "PrometheusProto",
            "application/vnd.google.protobuf",
            "proto=io.prometheus.client.MetricFamily;encoding=delimited",
            false),
    /// Text without quotes around names.
    PROMETHEUS_TEXT_0_0_4("PrometheusText0.0.4", "text/plain", "version=0.0.4", false),
    /// Text with quoted names.
    PROMETHEUS_TEXT_1_0_0("PrometheusText1.0.0", "text/plain", "version=1.0.0", true),
    /// OpenMetrics before it was a standard.
    OPEN_METRICS_TEXT_0_0_1("OpenMetricsText0.0.1", "application/openmetrics-text", "version=0.0.1", false),
    /// OpenMetrics 1.0.
    OPEN_METRICS_TEXT_1_0_0("OpenMetricsText1.0.0", "application/openmetrics-text", "version=1.0.0", true),
    /// OpenMetrics 2.0, which Prometheus itself does not ask for yet.
    OPEN_METRICS_TEXT_2_0_0("OpenMetricsText2.0.0", "application/openmetrics-text", "version=2.0.0", true);

    private final String text;
    private final String mediaType;
    private final String parameters;
    private final boolean escapes;

    ScrapeProtocol(String text, String mediaType, String parameters, boolean escapes) {
        this.text = text;
        this.mediaType = mediaType;
        this.parameters = parameters;
        this.escapes = escapes;
    }

    /// The protocol of a name; case does not count, and underscores stand for dots, as in some configurations.
    ///
    /// @param key the option, for messages
    /// @throws InvalidOptionException for a name that nobody knows
    public static ScrapeProtocol of(String key, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace('_', '.');
        for (ScrapeProtocol protocol : values()) {
            if (protocol.text.toLowerCase(Locale.ROOT).equals(wanted)) {
                return protocol;
            }
        }
        throw new InvalidOptionException(key, "not a scrape protocol: '" + name + "' (try PrometheusText0.0.4)");
    }

    /// Its type, without parameters: the parser is chosen by this alone.
    public String mediaType() {
        return mediaType;
    }

    /// The parameters that tell it from others of its type.
    public String parameters() {
        return parameters;
    }

    /// The format of answers by this protocol.
    public ExpositionFormat format() {
        return switch (this) {
            case PROMETHEUS_PROTO -> ExpositionFormat.PROTOBUF;
            case PROMETHEUS_TEXT_0_0_4, PROMETHEUS_TEXT_1_0_0 -> ExpositionFormat.TEXT;
            case OPEN_METRICS_TEXT_0_0_1, OPEN_METRICS_TEXT_1_0_0 -> ExpositionFormat.OPENMETRICS;
            case OPEN_METRICS_TEXT_2_0_0 -> ExpositionFormat.OPENMETRICS_2;
        };
    }

    /// Whether a target can be told how to write names.
    public boolean escapes() {
        return escapes;
    }

    /// Prometheus' name.
    @Override
    public String toString() {
        return text;
    }
}
