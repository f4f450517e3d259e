package io.heliograph.core.config;

/// How much is logged.
public enum LogLevel {
    /// Failures only.
    ERROR,
    /// Also what needs attention.
    WARN,
    /// Also what happens rarely.
    INFO,
    /// Also what happens often.
    DEBUG,
    /// Everything.
    TRACE
}
