package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.InvalidOptionException;
import org.jspecify.annotations.Nullable;

/// The formats that targets answer in.
public enum ExpositionFormat {
    /// The text format, version 0.0.4 and 1.0.0.
    TEXT,
    /// OpenMetrics 1.0 as text.
    OPENMETRICS,
    /// OpenMetrics 2.0 (rc0) as text.
    OPENMETRICS_2,
    /// Prometheus' protobuf: messages MetricFamily, each after its length.
    PROTOBUF,
    /// OpenMetrics 1.0 as protobuf: a message MetricSet.
    OPENMETRICS_PROTOBUF;

    /// The format of a media type, as the header Content-Type has it (RFC 9110 section 8.3.1). The type decides, as in
    /// Prometheus; parameters only tell what Prometheus does not know: `version=2.0.0` of OpenMetrics, and protobuf
    /// with `proto=openmetrics.MetricSet`.
    ///
    /// @return null for another type, or for a text that is no media type: also where a parameter is there twice
    public static @Nullable ExpositionFormat of(@Nullable String contentType) {
        MediaType media = contentType == null ? null : MediaType.of(contentType);
        return media == null ? null : of(media);
    }

    private static @Nullable ExpositionFormat of(MediaType media) {
        return switch (media.type()) {
            case "text/plain" -> TEXT;
            case "application/openmetrics-text" ->
                media.parameter("version", "").startsWith("2.") ? OPENMETRICS_2 : OPENMETRICS;
            case "application/openmetrics-protobuf" -> OPENMETRICS_PROTOBUF;
            case "application/vnd.google.protobuf" ->
                media.parameter("proto", "").startsWith("openmetrics.") ? OPENMETRICS_PROTOBUF : PROTOBUF;
            default -> null;
        };
    }

    /// Whether a text is a media type at all.
    public static boolean isMediaType(String contentType) {
        return MediaType.of(contentType) != null;
    }

    /// The format of a media type in a configuration.
    ///
    /// @param key the option, for messages
    /// @throws InvalidOptionException where it is none
    static ExpositionFormat of(String key, String contentType) {
        ExpositionFormat format = of(contentType);
        if (format == null) {
            throw new InvalidOptionException(
                    key, "not the media type of an exposition format: '" + contentType + "' (try text/plain)");
        }
        return format;
    }

    /// Makes a reader of this format.
    ExpositionReader reader(SeriesMemory memory, Reading reading) {
        return switch (this) {
            case TEXT -> new TextReader(memory, reading);
            case OPENMETRICS -> new OpenMetricsReader(memory, reading, false);
            case OPENMETRICS_2 -> new OpenMetricsReader(memory, reading, true);
            case PROTOBUF -> new DelimitedReader(memory, reading);
            case OPENMETRICS_PROTOBUF -> new MetricSetReader(memory, reading);
        };
    }

    /// How series are written, or would be.
    SeriesSyntax syntax() {
        return this == TEXT ? SeriesSyntax.TEXT : SeriesSyntax.OPENMETRICS;
    }

    /// How samples are named within their family.
    Dialect dialect() {
        return isOpenMetrics() ? Dialect.OPENMETRICS : Dialect.PROMETHEUS;
    }

    /// Whether samples are named as OpenMetrics does.
    boolean isOpenMetrics() {
        return this == OPENMETRICS || this == OPENMETRICS_2 || this == OPENMETRICS_PROTOBUF;
    }
}
