package io.heliograph.plugins.prometheus.exposition;

/// Which escapes of a text stand for one character.
enum Escapes {
    /// None: what comes is meant.
    NONE,
    /// `\\` and `\n`.
    LINE_FEEDS,
    /// Those, and `\"`.
    QUOTES
}
