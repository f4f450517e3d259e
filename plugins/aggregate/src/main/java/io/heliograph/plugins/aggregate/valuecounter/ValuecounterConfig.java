package io.heliograph.plugins.aggregate.valuecounter;

import io.heliograph.api.Option;
import java.util.List;

/// Configuration of `aggregators.valuecounter`.
///
/// @param fields the fields whose values are counted
public record ValuecounterConfig(
        @Option(
                doc =
                        "The fields whose values are counted. Each value becomes a field of its own, so choose fields that have few.",
                example = "[\"status\"]")
        List<String> fields) {
    /// Takes a copy of the list.
    public ValuecounterConfig {
        fields = List.copyOf(fields);
    }
}
