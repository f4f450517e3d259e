package io.heliograph.plugins.aggregate.basicstats;

import io.heliograph.api.Option;
import java.util.List;

/// Configuration of `aggregators.basicstats`.
///
/// @param stats the statistics to emit
public record BasicstatsConfig(
        @Option(
                doc =
                        "The statistics to emit, each as a field `<field>_<stat>`: `count`, `min`, `max`, `mean`, `s2` (the variance),"
                                + " `stdev`, `sum`, `diff`, `non_negative_diff`, `rate`, `non_negative_rate`, `percent_change`,"
                                + " `interval`, `first`, `last`. None where the list is empty; others are ignored with a warning.",
                defaultValue = "[\"count\", \"min\", \"max\", \"mean\", \"s2\", \"stdev\"]")
        List<String> stats) {
    /// Takes a copy of the list.
    public BasicstatsConfig {
        stats = List.copyOf(stats);
    }
}
