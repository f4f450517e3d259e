package io.heliograph.plugins.host.interrupts;

import io.heliograph.api.Option;

/// Options of the input `interrupts`.
public record InterruptsConfig(
        @Option(
                doc = "Whether each processor gets a row of its own, with the tag `cpu` and the field `count`; "
                        + "otherwise the processors are fields of one row: `CPU0`, `CPU1`, … and `total`.",
                defaultValue = "false")
        boolean cpuAsTag) {}
