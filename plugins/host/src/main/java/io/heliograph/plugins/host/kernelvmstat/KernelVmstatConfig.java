package io.heliograph.plugins.host.kernelvmstat;

/// The input `kernel_vmstat` has no options.
public record KernelVmstatConfig() {}
