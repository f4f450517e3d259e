package io.heliograph.plugins.host.net;

import io.heliograph.api.GlobList;
import io.heliograph.api.Option;

/// Options of the input `net`.
public record NetConfig(
        @Option(
                doc = "Names or patterns of the interfaces to report. Without it all that are up and not loopback; "
                        + "where `HOST_PROC` is set and the interface is unknown in `HOST_SYS`, that too.",
                defaultValue = "[]",
                example = "[\"eth*\", \"enp0s[0-1]\", \"lo\"]")
        GlobList interfaces,

        @Option(
                doc = "Whether to leave out the counters of protocols (`interface=all`), which Telegraf reported "
                        + "until 1.36: false brings them back; `inputs.nstat` is the better way to have them.",
                defaultValue = "true")
        boolean ignoreProtocolStats) {}
