package io.heliograph.plugins.influxdb.intake;

/// Telegraf's two parsers.
public enum ParserType {
    /// Its own state machine.
    INTERNAL,
    /// That of the line-protocol library.
    UPSTREAM
}
