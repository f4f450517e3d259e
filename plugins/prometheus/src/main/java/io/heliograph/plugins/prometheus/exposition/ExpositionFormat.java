package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.InvalidOptionException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    private static final String PROTOBUF_MESSAGE = "io.prometheus.client.metricfamily";

    /// The format of a media type, as the header Content-Type has it (RFC 9110 section 8.3.1): the type decides, and
    /// between the versions of OpenMetrics the parameter `version`.
    ///
    /// @return null for another type, or for a text that is no media type: also where a parameter is there twice, or
    ///     protobuf says that it is not MetricFamily or not delimited
    public static @Nullable ExpositionFormat of(@Nullable String contentType) {
        MediaType type = contentType == null ? null : MediaType.of(contentType);
        if (type == null) {
            return null;
        }
        return switch (type.name()) {
            case "text/plain" -> TEXT;
            case "application/openmetrics-text" ->
                type.parameters().getOrDefault("version", "").startsWith("2.") ? OPENMETRICS_2 : OPENMETRICS;
            case "application/openmetrics-protobuf" -> OPENMETRICS_PROTOBUF;
            case "application/vnd.google.protobuf" -> protobuf(type.parameters());
            default -> null;
        };
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

    private static @Nullable ExpositionFormat protobuf(Map<String, String> parameters) {
        String message = parameters.getOrDefault("proto", PROTOBUF_MESSAGE).toLowerCase(Locale.ROOT);
        String encoding = parameters.getOrDefault("encoding", "delimited").toLowerCase(Locale.ROOT);
        return message.equals(PROTOBUF_MESSAGE) && encoding.equals("delimited") ? PROTOBUF : null;
    }

    /// The format of a scrape protocol by Prometheus' name for it (`PrometheusText0.0.4`, `OpenMetricsText1.0.0`,
    /// `PrometheusProto`), in any case and with any separators; null for another name.
    public static @Nullable ExpositionFormat ofProtocol(String name) {
        String letters = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return switch (letters) {
            case "prometheustext004", "prometheustext100" -> TEXT;
            case "openmetricstext001", "openmetricstext100" -> OPENMETRICS;
            case "openmetricstext200" -> OPENMETRICS_2;
            case "prometheusproto" -> PROTOBUF;
            default -> null;
        };
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

    /// A media type.
    ///
    /// @param name type and subtype, in lower case
    /// @param parameters by their names in lower case
    private record MediaType(String name, Map<String, String> parameters) {
        private static @Nullable MediaType of(String header) {
            String[] parts = header.split(";", -1);
            String name = parts[0].trim().toLowerCase(Locale.ROOT);
            int slash = name.indexOf('/');
            if (slash < 1 || !isToken(name.substring(0, slash)) || !isToken(name.substring(slash + 1))) {
                return null;
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                if (!parts[i].isBlank() && !add(parts[i].trim(), parameters)) {
                    return null;
                }
            }
            return new MediaType(name, parameters);
        }

        private static boolean add(String parameter, Map<String, String> parameters) {
            int sign = parameter.indexOf('=');
            if (sign < 1) {
                return false;
            }
            String key = parameter.substring(0, sign).trim().toLowerCase(Locale.ROOT);
            String value = parameter.substring(sign + 1).trim();
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            value = quoted ? value.substring(1, value.length() - 1) : value;
            return isToken(key) && parameters.putIfAbsent(key, value) == null;
        }

        private static boolean isToken(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?=".indexOf(c) >= 0) {
                    return false;
                }
            }
            return !text.isEmpty();
        }
    }
}
