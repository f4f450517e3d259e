package io.heliograph.core.agent;

import io.heliograph.core.telemetry.PluginHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the agent's plugins are doing.
///
/// @param plugins in the order of rooms: discoveries, inputs, processors, aggregators, outputs
/// @param targets of all inputs
/// @param degraded outputs whose buffer should be on disk, and the disk takes nothing
/// @param orphans queues on disk that no output has
public record AgentStatus(
        List<PluginStatus> plugins, List<TargetStatus> targets, List<String> degraded, List<OrphanQueue> orphans) {
    /// A queue that no output has.
    ///
    /// @param name of its folder
    /// @param rows that wait in it
    /// @param bytes of its files
    /// @param letters whether it has dead letters
    public record OrphanQueue(String name, long rows, long bytes, boolean letters) {}

    /// How one plugin is doing.
    ///
    /// @param name alias included
    /// @param state what it is at present
    /// @param lastError the latest problem, or null
    /// @param lastErrorAt when that was, or null
    /// @param buffered rows that wait for an output; -1 of what is none
    /// @param oldestNanos the time of the oldest of these rows since the epoch, 0 where there are none
    public record PluginStatus(
            String name,
            PluginHealth.State state,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            long buffered,
            long oldestNanos) {}

    static AgentStatus of(Units units, List<OrphanQueue> orphans) {
        List<PluginStatus> plugins = new ArrayList<>();
        List<TargetStatus> targets = new ArrayList<>();
        units.discoveries().forEach(unit -> plugins.add(status(unit.health(), -1, 0)));
        for (InputUnit input : units.inputs()) {
            plugins.add(status(input.health(), -1, 0));
            targets.addAll(input.targets());
        }
        units.stages().forEach(unit -> plugins.add(status(unit.health(), -1, 0)));
        units.outputs()
                .forEach(unit -> plugins.add(status(
                        unit.health(), unit.buffer().size(), unit.buffer().oldestNanos())));
        return new AgentStatus(List.copyOf(plugins), List.copyOf(targets), degraded(units), orphans);
    }

    private static List<String> degraded(Units units) {
        List<String> degraded = new ArrayList<>();
        for (OutputUnit output : units.outputs()) {
            if (output.buffer().isDegraded()) {
                degraded.add(output.health().name());
            }
        }
        return List.copyOf(degraded);
    }

    private static PluginStatus status(PluginHealth health, long buffered, long oldestNanos) {
        return new PluginStatus(
                health.name(), health.state(), health.lastError(), health.lastErrorAt(), buffered, oldestNanos);
    }

    /// Why the agent is not ready, a line for each reason; empty when it is.
    public List<String> reasonsNotReady() {
        List<String> reasons = new ArrayList<>();
        for (PluginStatus plugin : plugins) {
            switch (plugin.state) {
                case RUNNING, STOPPED -> {}
                case STARTING -> reasons.add(plugin.name + ": starting");
                case FAILING -> reasons.add(plugin.name + ": failing: " + plugin.lastError);
                case STUCK -> reasons.add(plugin.name + ": stuck");
            }
        }
        degraded.forEach(output -> reasons.add(output + ": the disk takes no rows, they are kept in memory"));
        return reasons;
    }
}
