package io.heliograph.plugins.influxdb.lines;

/// How bodies are packed.
public enum ContentEncoding {
    /// gzip, about as small as at zlib's fastest level.
    GZIP,
    /// Not at all.
    IDENTITY
}
