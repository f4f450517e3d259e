package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ValueType;

/// What is told of a metric family, and when it was told last. Shared by its series.
final class Family {
    /// What makes a family another one.
    ///
    /// @param name as in the metadata, without suffixes of its samples
    /// @param help empty for none
    /// @param unit empty for none
    record Told(String name, ValueType type, String help, String unit) {}

    final Told told;
    final Symbol help;
    final Symbol unit;

    /// The audience of [Encoder] that was told last, and when by [System#nanoTime]; 0 for none.
    int audience;
    long sentNanos;
    /// The request that tells it.
    int request;

    Family(Told told, Symbol help, Symbol unit) {
        this.told = told;
        this.help = help;
        this.unit = unit;
    }

    /// The number of the type in both versions' messages.
    int typeNumber() {
        return switch (told.type()) {
            case UNTYPED -> 0;
            case COUNTER -> 1;
            case GAUGE -> 2;
            case HISTOGRAM -> 3;
            case GAUGE_HISTOGRAM -> 4;
            case SUMMARY -> 5;
            case INFO -> 6;
            case STATE_SET -> 7;
        };
    }
}
