package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import org.jspecify.annotations.Nullable;

/// The format to read an answer in, whatever its header says; Telegraf's names.
public enum ContentType {
    /// As the header says.
    NONE,
    /// The text format 0.0.4.
    TEXT,
    /// Protobuf, each family after its length.
    PROTOBUF_DELIMITER,
    /// Protobuf in text form, one family per line.
    PROTOBUF_COMPACT,
    /// Protobuf in text form.
    PROTOBUF_TEXT,
    /// OpenMetrics as text.
    OPENMETRICS_TEXT,
    /// OpenMetrics as protobuf.
    OPENMETRICS_PROTOBUF;

    /// The format, or null for what the header says.
    @Nullable
    ExpositionFormat format() {
        return switch (this) {
            case NONE, PROTOBUF_COMPACT, PROTOBUF_TEXT -> null;
            case TEXT -> ExpositionFormat.TEXT;
            case OPENMETRICS_TEXT -> ExpositionFormat.OPENMETRICS;
            case PROTOBUF_DELIMITER -> ExpositionFormat.PROTOBUF;
            case OPENMETRICS_PROTOBUF -> ExpositionFormat.OPENMETRICS_PROTOBUF;
        };
    }

    /// Whether answers can be read in this format.
    boolean isSupported() {
        return this == NONE || format() != null;
    }
}
