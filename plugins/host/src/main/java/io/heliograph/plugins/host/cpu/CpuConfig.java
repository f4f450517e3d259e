package io.heliograph.plugins.host.cpu;

import io.heliograph.api.Option;

/// Options of the input `cpu`.
public record CpuConfig(
        @Option(doc = "Whether each processor gets a row.", defaultValue = "true")
        boolean percpu,

        @Option(doc = "Whether all processors together get a row, tagged `cpu=cpu-total`.", defaultValue = "true")
        boolean totalcpu,

        @Option(doc = "Whether to report the time spent since the start as well, in seconds.", defaultValue = "false")
        boolean collectCpuTime,

        @Option(doc = "Whether to report the sum of all states that are not idle.", defaultValue = "false")
        boolean reportActive,

        @Option(
                doc = "Whether to add the tags `core_id` and `physical_id`, as in /proc/cpuinfo.",
                defaultValue = "false")
        boolean coreTags) {}
