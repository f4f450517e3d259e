package io.heliograph.plugins.prometheus.remotewrite;

import org.jspecify.annotations.Nullable;

/// A series as the receiver sees it, with its labels encoded, and where the request at hand has its last sample.
final class RemoteSeries {
    private static final byte[] NO_BYTES = {};
    private static final Symbol[] NO_SYMBOLS = {};

    /// Of version 1.0: the labels as they stand in every request.
    final byte[] labels;
    /// Of version 2.0: name, value, name, value …
    final Symbol[] symbols;
    final @Nullable Family family;

    /// The last request that has a sample of it.
    int request;
    long lastMillis;
    /// Where the sample's value is in that request; -1 for a histogram.
    int valueAt;

    private RemoteSeries(byte[] labels, Symbol[] symbols, @Nullable Family family) {
        this.labels = labels;
        this.symbols = symbols;
        this.family = family;
    }

    static RemoteSeries of(byte[] labels, @Nullable Family family) {
        return new RemoteSeries(labels, NO_SYMBOLS, family);
    }

    static RemoteSeries of(Symbol[] symbols, @Nullable Family family) {
        return new RemoteSeries(NO_BYTES, symbols, family);
    }

    /// About how many bytes this holds on to, symbols excepted, which are shared.
    int retainedBytes() {
        return 80 + labels.length + 4 * symbols.length;
    }
}
