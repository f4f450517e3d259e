package io.heliograph.plugins.host.slab;

/// The input `slab` has no options.
public record SlabConfig() {}
