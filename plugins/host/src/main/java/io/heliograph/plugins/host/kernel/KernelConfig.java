package io.heliograph.plugins.host.kernel;

import io.heliograph.api.Option;
import java.util.List;

/// Options of the input `kernel`.
public record KernelConfig(
        @Option(
                doc = "What else to collect: `ksm`, kernel same-page merging, or `psi`, pressure stall information.",
                example = "[\"ksm\", \"psi\"]")
        List<Extra> collect) {

    /// More that the kernel tells.
    public enum Extra {
        /// Kernel same-page merging, from /sys/kernel/mm/ksm.
        KSM,
        /// Pressure stall information, from /proc/pressure.
        PSI
    }

    /// Takes a copy.
    public KernelConfig {
        collect = List.copyOf(collect);
    }
}
