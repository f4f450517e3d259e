package io.heliograph.core.http;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.heliograph.core.agent.Agent;
import io.heliograph.core.agent.AgentStatus;
import io.heliograph.core.telemetry.PluginHealth;
import io.heliograph.core.telemetry.Telemetry;
import java.io.File;
import java.time.Duration;

/// What the agent tells of its process, under the names that Prometheus' own clients have for it.
final class ProcessMetrics {
    private ProcessMetrics() {}

    static void register(Agent agent, String version) {
        Telemetry telemetry = agent.telemetry();
        telemetry.gauge("heliograph_build_info", () -> 1, "version", version);
        telemetry.gauge("heliograph_pipeline_stuck", () -> stuckStages(agent.status()));
        telemetry.gauge("process_start_time_seconds", () -> agent.startedAt().getEpochSecond());
        telemetry.gauge("jvm_memory_used_bytes", ProcessMetrics::heapUsed, "area", "heap");
        MetricRegistry registry = telemetry.registry();
        registry.remove("process_cpu_seconds_total");
        telemetry.gauge("process_open_fds", () -> entries("/proc/self/fd"));
        telemetry.gauge("process_threads", () -> entries("/proc/self/task"));
        registry.register("process_cpu_seconds_total", (Gauge<Double>) ProcessMetrics::cpuSeconds);
    }

    /// How many processors and aggregators did not come back and are left behind.
    static long stuckStages(AgentStatus status) {
        long stuck = 0;
        for (AgentStatus.PluginStatus plugin : status.plugins()) {
            boolean stage =
                    plugin.name().startsWith("processors.") || plugin.name().startsWith("aggregators.");
            stuck += stage && plugin.state() == PluginHealth.State.STUCK ? 1 : 0;
        }
        return stuck;
    }

    /// Of a folder; 0 on systems that do not have it.
    private static long entries(String folder) {
        String[] names = new File(folder).list();
        return names == null ? 0 : names.length;
    }

    private static long heapUsed() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// Of this process, user and system; a management bean would load a module's worth of classes.
    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }
}
