package io.heliograph.plugins.internal.discard;

/// No options.
public record DiscardConfig() {}
