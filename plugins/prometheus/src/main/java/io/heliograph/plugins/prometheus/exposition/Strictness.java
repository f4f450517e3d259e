package io.heliograph.plugins.prometheus.exposition;

/// What becomes of a text that has a fault.
public enum Strictness {
    /// One fault spoils the whole text, and none of its samples are used: as Prometheus and Telegraf have it.
    PROMETHEUS;

    /// Whether the reader goes on with the next line after a fault, and good lines are used.
    boolean skipsBadLines() {
        return switch (this) {
            case PROMETHEUS -> false;
        };
    }
}
