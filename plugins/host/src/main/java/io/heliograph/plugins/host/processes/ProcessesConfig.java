package io.heliograph.plugins.host.processes;

import io.heliograph.api.Option;

/// Options of the input `processes`.
public record ProcessesConfig(
        @Option(
                doc = "Taken from Telegraf's configurations and without meaning here: /proc is read, the command "
                        + "`ps` never run.",
                defaultValue = "false")
        boolean useSudo) {}
