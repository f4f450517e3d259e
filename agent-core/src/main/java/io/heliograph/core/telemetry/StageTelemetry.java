package io.heliograph.core.telemetry;

import com.codahale.metrics.Counter;
import io.heliograph.core.pipeline.StageCounts;
import org.slf4j.Logger;

/// The counts of one processor or aggregator.
public final class StageTelemetry implements StageCounts {
    private final PluginHealth health;
    private final Logger log;
    private final Counter errors;
    private final Counter late;
    private final Counter startupErrors;

    /// @param kind `processor` or `aggregator`
    /// @param plugin the name behind the dot
    /// @param alias empty where it has none
    public StageTelemetry(
            Telemetry telemetry, String kind, String plugin, String alias, PluginHealth health, Logger log) {
        this.health = health;
        this.log = log;
        this.errors = telemetry.counter("heliograph_" + kind + "_errors_total", kind, plugin, "alias", alias);
        this.late = telemetry.counter("heliograph_" + kind + "_late_total", kind, plugin, "alias", alias);
        this.startupErrors =
                telemetry.counter("heliograph_" + kind + "_startup_errors_total", kind, plugin, "alias", alias);
    }

    @Override
    public void error(Throwable problem) {
        errors.inc();
        health.failed(problem);
        log.error("{}", ProblemText.of(problem));
        log.debug("a row is passed by", problem);
    }

    /// The plugin could not be started.
    public void startFailed(Throwable problem) {
        startupErrors.inc();
        errors.inc();
        health.failed(problem);
        health.become(PluginHealth.State.FAILING);
        log.debug("cannot start", problem);
    }

    @Override
    public void stuck() {
        health.stuck();
    }

    @Override
    public void late(long rows) {
        late.inc(rows);
    }

    /// How the plugin is doing.
    public PluginHealth health() {
        return health;
    }
}
