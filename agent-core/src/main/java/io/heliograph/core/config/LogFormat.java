package io.heliograph.core.config;

/// How the log is written.
public enum LogFormat {
    /// Lines for people.
    TEXT,
    /// A JSON object on each line.
    STRUCTURED,
    /// The same as `structured`.
    JSON,
    /// Windows' own log; lines for people here.
    EVENTLOG
}
