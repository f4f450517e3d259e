package io.heliograph.core.config;

/// What becomes of a row when a processor throws.
public enum OnError {
    /// It goes on unchanged.
    PASS,
    /// It is dropped, and counted.
    DROP
}
