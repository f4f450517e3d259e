package io.heliograph.plugins.prometheus.remotewrite;

import java.nio.charset.StandardCharsets;

/// A text that requests of version 2.0 refer to by its place in their table.
final class Symbol {
    /// The empty text: the first of every table.
    static final Symbol EMPTY = new Symbol("");

    final byte[] utf8;

    /// The last request that it was in, and its place there.
    int request;
    int reference;

    Symbol(String text) {
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }
}
