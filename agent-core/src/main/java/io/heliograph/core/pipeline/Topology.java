package io.heliograph.core.pipeline;

import java.util.List;

/// What rows pass, in order.
///
/// @param first processors before the aggregators
/// @param aggregators each takes copies of what came through
/// @param second processors of the aggregates: own instances, with own state
/// @param outputs each gets all rows
public record Topology(
        List<ProcessorStage> first,
        List<AggregatorStage> aggregators,
        List<ProcessorStage> second,
        List<OutputStage> outputs) {
    /// Nothing at all.
    public static final Topology EMPTY = new Topology(List.of(), List.of(), List.of(), List.of());

    /// Takes copies.
    public Topology {
        first = List.copyOf(first);
        aggregators = List.copyOf(aggregators);
        second = List.copyOf(second);
        outputs = List.copyOf(outputs);
    }
}
