package io.heliograph.plugins.influxdb.lines;

/// How bodies are packed.
public enum ContentEncoding {
    /// gzip at its fastest level.
    GZIP,
    /// Not at all.
    IDENTITY
}
