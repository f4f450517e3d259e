package io.heliograph.plugins.host.conntrack;

import io.heliograph.api.Option;
import java.util.List;

/// Options of the input `conntrack`.
public record ConntrackConfig(
        @Option(
                doc = "What to collect of the statistics in /proc/net/stat/nf_conntrack: `all`, all processors "
                        + "together, `percpu`, a row for each. Without it only the files below are read.",
                example = "[\"all\", \"percpu\"]")
        List<Statistics> collect,

        @Option(
                doc = "Folders to look for the files in; what is missing is passed over. A relative path is one "
                        + "below `HOST_PROC` (/proc).",
                defaultValue = "[\"sys/net/ipv4/netfilter\", \"sys/net/netfilter\"]")
        List<String> dirs,

        @Option(
                doc = "Names of files that hold one number each. What stands after the first `_` becomes the field, "
                        + "with `ip_` before it.",
                defaultValue = "[\"ip_conntrack_count\", \"ip_conntrack_max\", "
                        + "\"nf_conntrack_count\", \"nf_conntrack_max\"]")
        List<String> files) {

    /// Which statistics to collect.
    public enum Statistics {
        /// One row, tagged `cpu=all`.
        ALL,
        /// A row for each processor, tagged `cpu=cpu0` and so on.
        PERCPU
    }

    /// Takes copies; an empty list is the default, as in Telegraf.
    public ConntrackConfig {
        collect = List.copyOf(collect);
        dirs = dirs.isEmpty() ? List.of("sys/net/ipv4/netfilter", "sys/net/netfilter") : List.copyOf(dirs);
        files = files.isEmpty()
                ? List.of("ip_conntrack_count", "ip_conntrack_max", "nf_conntrack_count", "nf_conntrack_max")
                : List.copyOf(files);
    }
}
