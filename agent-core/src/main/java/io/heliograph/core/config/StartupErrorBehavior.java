package io.heliograph.core.config;

/// What becomes of a plugin that cannot start.
public enum StartupErrorBehavior {
    /// The agent does not start either.
    ERROR,
    /// It is tried again after a while.
    RETRY,
    /// It is left out.
    IGNORE,
    /// It is left out; Telegraf also asks the plugin for a first answer, which few of its plugins have.
    PROBE
}
