package io.heliograph.plugins.host.system;

import io.heliograph.api.Option;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Options of the input `system`.
public record SystemConfig(
        @Option(
                doc = "What to report. `legacy`: load, users and processors in one row, uptime and its text in two "
                        + "more. In one row of their own: `cpus`, `load`, `users`, `uptime`, `os` (distribution "
                        + "and kernel), `dmi` (BIOS, board, chassis, product).",
                defaultValue = "[\"legacy\"]")
        List<Part> include,

        @Option(doc = "For how long what `os` reports is kept; 0 reads it each time.", defaultValue = "8h")
        Duration osCacheTtl,

        @Option(doc = "For how long what `dmi` reports is kept; 0 reads it each time.", defaultValue = "8h")
        Duration dmiCacheTtl) {

    /// What can be reported.
    public enum Part {
        /// Load, users, processors and uptime, as Telegraf always had them.
        LEGACY,
        /// How many processors there are.
        CPUS,
        /// What the firmware says of the machine.
        DMI,
        /// How many tasks ran or waited.
        LOAD,
        /// Distribution and kernel.
        OS,
        /// Seconds since the start.
        UPTIME,
        /// Who is logged in.
        USERS
    }

    /// An empty list is the default, as in Telegraf.
    public SystemConfig {
        include = include.isEmpty() ? List.of(Part.LEGACY) : List.copyOf(include);
    }

    Set<Part> parts() {
        return EnumSet.copyOf(include);
    }
}
