package io.heliograph.core.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All units of one configuration.
///
/// @param discoveries what finds targets
/// @param inputs what gathers and listens
/// @param first processors of the rows of inputs
/// @param aggregators in the order of the files
/// @param second processors of the rows of aggregators
/// @param outputs what delivers
record Units(
        List<DiscoveryUnit> discoveries,
        List<InputUnit> inputs,
        List<ProcessorUnit> first,
        List<AggregatorUnit> aggregators,
        List<ProcessorUnit> second,
        List<OutputUnit> outputs) {
    static final Units NONE = new Units(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /// Processors and aggregators.
    List<Unit> stages() {
        List<Unit> all = new ArrayList<>(first);
        all.addAll(aggregators);
        all.addAll(second);
        return all;
    }

    /// Everything.
    List<Unit> all() {
        List<Unit> all = new ArrayList<>(discoveries);
        all.addAll(inputs);
        all.addAll(stages());
        all.addAll(outputs);
        return all;
    }

    List<Unit> newOutputs(Units before) {
        return without(outputs, before.outputs);
    }

    List<Unit> newStages(Units before) {
        return without(stages(), before.stages());
    }

    List<Unit> newDiscoveries(Units before) {
        return without(discoveries, before.discoveries);
    }

    List<Unit> newInputs(Units before) {
        return without(inputs, before.inputs);
    }

    /// Outputs that end, and whose buffer another one goes on with.
    List<OutputUnit> outputsHandedOverTo(Units next) {
        return ending(next, true);
    }

    /// Outputs that end, and whose buffer ends with them.
    List<OutputUnit> outputsGoneFrom(Units next) {
        return ending(next, false);
    }

    private List<OutputUnit> ending(Units next, boolean handedOver) {
        List<OutputUnit> ending = new ArrayList<>();
        for (OutputUnit output : outputs) {
            boolean shared = next.outputs.stream().anyMatch(other -> other.buffer() == output.buffer());
            if (!next.outputs.contains(output) && shared == handedOver) {
                ending.add(output);
            }
        }
        return ending;
    }

    /// Stages that end and keep a state, by the name of it.
    Map<String, StageUnit<?>> stagesWithStateNotIn(Units next) {
        Map<String, StageUnit<?>> ending = new HashMap<>();
        for (Unit unit : stagesNotIn(next)) {
            StageUnit<?> stage = (StageUnit<?>) unit;
            if (stage.keepsState()) {
                ending.put(stage.key().state(), stage);
            }
        }
        return ending;
    }

    List<Unit> stagesNotIn(Units next) {
        return without(stages(), next.stages());
    }

    List<Unit> discoveriesNotIn(Units next) {
        return without(discoveries, next.discoveries);
    }

    List<Unit> inputsNotIn(Units next) {
        return without(inputs, next.inputs);
    }

    private static List<Unit> without(List<? extends Unit> some, List<? extends Unit> others) {
        List<Unit> rest = new ArrayList<>(some);
        rest.removeAll(others);
        return rest;
    }
}
