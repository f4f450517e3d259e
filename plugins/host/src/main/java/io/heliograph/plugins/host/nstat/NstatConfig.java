package io.heliograph.plugins.host.nstat;

import io.heliograph.api.Option;
import org.jspecify.annotations.Nullable;

/// Options of the input `nstat`.
public record NstatConfig(
        @Option(
                doc = "The file of extended counters. When absent: the environment's `PROC_NET_NETSTAT`, else "
                        + "`net/netstat` below `PROC_ROOT` or `HOST_PROC`. A relative path is one below "
                        + "`HOST_PROC`, here and in the next two.",
                example = "/proc/net/netstat")
        @Nullable
        String procNetNetstat,

        @Option(
                doc = "The file of counters of IPv4 protocols. When absent: the environment's `PROC_NET_SNMP`, else "
                        + "`net/snmp` as above.",
                example = "/proc/net/snmp")
        @Nullable
        String procNetSnmp,

        @Option(
                doc = "The file of counters of IPv6 protocols. When absent: the environment's `PROC_NET_SNMP6`, "
                        + "else `net/snmp6` as above.",
                example = "/proc/net/snmp6")
        @Nullable
        String procNetSnmp6,

        @Option(doc = "Whether counters that are zero are reported.", defaultValue = "false")
        boolean dumpZeros) {}
