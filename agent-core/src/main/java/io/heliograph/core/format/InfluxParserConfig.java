package io.heliograph.core.format;

import io.heliograph.api.Option;

/// How line protocol is read.
///
/// @param influxTimestampPrecision the unit of the times in the text
/// @param influxParserType accepted and without effect
public record InfluxParserConfig(
        @Option(
                doc = "The unit of the times in the text: `ns`, `us`, `ms`, `s`, `m` or `h`, also written as `1ms`.",
                defaultValue = "1ns")
        String influxTimestampPrecision,

        @Option(
                doc =
                        "Telegraf's choice between two parsers, `internal` or `upstream`. Accepted; there is one parser here, "
                                + "which reads all that both do.",
                defaultValue = "internal")
        ParserType influxParserType) {

    /// Telegraf's two parsers.
    public enum ParserType {
        /// Its own state machine.
        INTERNAL,
        /// That of the line-protocol library.
        UPSTREAM
    }

    /// @throws io.heliograph.api.InvalidOptionException for a unit that is none
    public InfluxParserConfig {
        TimestampUnit.of("influx_timestamp_precision", influxTimestampPrecision);
    }

    TimestampUnit unit() {
        return TimestampUnit.of("influx_timestamp_precision", influxTimestampPrecision);
    }
}
