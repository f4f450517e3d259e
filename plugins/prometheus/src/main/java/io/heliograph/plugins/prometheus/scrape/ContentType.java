package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.plugins.prometheus.job.ScrapeProtocol;
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

    /// The protocol whose reader reads it, or null for what the header says.
    @Nullable
    ScrapeProtocol protocol() {
        return switch (this) {
            case NONE -> null;
            case TEXT -> ScrapeProtocol.PROMETHEUS_TEXT_0_0_4;
            case OPENMETRICS_TEXT -> ScrapeProtocol.OPEN_METRICS_TEXT_1_0_0;
            case PROTOBUF_DELIMITER, PROTOBUF_COMPACT, PROTOBUF_TEXT, OPENMETRICS_PROTOBUF ->
                ScrapeProtocol.PROMETHEUS_PROTO;
        };
    }

    /// Whether answers can be read in this format.
    boolean isSupported() {
        return this == NONE || this == TEXT;
    }
}
