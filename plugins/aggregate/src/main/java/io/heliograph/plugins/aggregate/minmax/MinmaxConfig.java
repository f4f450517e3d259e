package io.heliograph.plugins.aggregate.minmax;

/// Configuration of `aggregators.minmax`: only what the host reads itself (`period`, `delay`, `drop_original`, …).
public record MinmaxConfig() {}
