package io.heliograph.core.telemetry;

import com.codahale.metrics.Counter;
import io.heliograph.core.channel.GatherCounts;
import org.slf4j.Logger;

/// The counts of one input, which are also part of the agent's books.
public final class InputTelemetry implements GatherCounts {
    private final PluginHealth health;
    private final Logger log;
    private final Counter gathered;
    private final Counter filtered;
    private final Counter allGathered;
    private final Counter allFiltered;
    private final Counter errors;
    private final Counter gatherErrors;
    private final Counter gatherTimeouts;
    private final Counter gatherNanos;
    private final Counter gathers;
    private final Counter startupErrors;

    /// @param plugin the name behind `inputs.`
    /// @param alias empty where it has none
    public InputTelemetry(Telemetry telemetry, String plugin, String alias, PluginHealth health, Logger log) {
        String[] labels = {"input", plugin, "alias", alias};
        this.health = health;
        this.log = log;
        this.gathered = telemetry.counter("heliograph_input_gathered_total", labels);
        this.filtered = telemetry.counter("heliograph_input_filtered_total", labels);
        this.errors = telemetry.counter("heliograph_input_errors_total", labels);
        this.gatherErrors = telemetry.counter("heliograph_input_gather_errors_total", labels);
        this.gatherTimeouts = telemetry.counter("heliograph_input_gather_timeouts_total", labels);
        this.gatherNanos = telemetry.counter("heliograph_input_gather_nanoseconds_total", labels);
        this.gathers = telemetry.counter("heliograph_input_gathers_total", labels);
        this.startupErrors = telemetry.counter("heliograph_input_startup_errors_total", labels);
        this.allGathered = telemetry.counter("heliograph_gathered_total");
        this.allFiltered = telemetry.counter("heliograph_filtered_total");
    }

    @Override
    public void count(long rows, long held) {
        gathered.inc(rows);
        allGathered.inc(rows);
        if (held > 0) {
            filtered.inc(held);
            allFiltered.inc(held);
        }
    }

    @Override
    public void error(Throwable problem) {
        errors.inc();
        health.failed(problem);
        log.error("{}", ProblemText.of(problem));
    }

    /// A gather ended by itself.
    public void gathered(long nanos) {
        gathers.inc();
        gatherNanos.inc(nanos);
        health.become(PluginHealth.State.RUNNING);
    }

    /// A gather threw.
    ///
    /// @param what its target with a colon, which the problem may name itself; or empty
    public void gatherFailed(String what, Throwable problem) {
        gatherErrors.inc();
        errors.inc();
        health.failed(problem);
        health.become(PluginHealth.State.FAILING);
        String said = ProblemText.of(problem);
        log.error("{}{}", said.startsWith(what) ? "" : what, said);
        log.debug("{}", what, problem);
    }

    /// A gather has outlasted its interval.
    public void late() {
        gatherTimeouts.inc();
    }

    /// The plugin could not be started.
    public void startFailed(Throwable problem) {
        startupErrors.inc();
        errors.inc();
        health.failed(problem);
        health.become(PluginHealth.State.FAILING);
        log.debug("cannot start", problem);
    }

    /// How the input is doing.
    public PluginHealth health() {
        return health;
    }

    /// How many problems there have been: gathers that failed, parts that did, starts that did.
    public long errors() {
        return errors.getCount();
    }
}
