package io.heliograph.plugins.host.swap;

/// The input `swap` has no options.
public record SwapConfig() {}
