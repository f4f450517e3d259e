package io.heliograph.plugins.host.netstat;

/// The input `netstat` has no options.
public record NetstatConfig() {}
