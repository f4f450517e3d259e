package io.heliograph.core.agent;

import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.StartupErrorBehavior;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.core.telemetry.ProblemText;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a plugin that cannot start, as its `startup_error_behavior` says.
final class Startup {
    /// So long may an attempt to open take before it is interrupted, unless the plugin's own timeout is longer.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final PluginCall.Limits LIMITS = new PluginCall.Limits(PATIENCE, PATIENCE, Duration.ofSeconds(10));

    private final StartupErrorBehavior behavior;
    private final Logger log;
    private final Runnable endAgent;

    /// @param endAgent for `startup_error_behavior = "error"`
    Startup(PluginTable table, Runnable endAgent) {
        this.behavior = table.options().startupErrorBehavior();
        this.log = LoggerFactory.getLogger(table.displayName());
        this.endAgent = endAgent;
    }

    /// Says what happened, and what becomes of it.
    ///
    /// @param prefix what stands before it: empty, or a target with a colon
    /// @return whether to try again
    boolean failed(String prefix, Throwable problem) {
        String what = prefix + "cannot start, ";
        String why = ProblemText.of(problem);
        switch (behavior) {
            case RETRY -> log.error("{}will be tried again: {}", what, why);
            case IGNORE, PROBE -> log.error("{}is left out, as startup_error_behavior says: {}", what, why);
            case ERROR -> {
                log.error("{}ends the agent, as startup_error_behavior says: {}", what, why);
                endAgent.run();
            }
        }
        return behavior == StartupErrorBehavior.RETRY;
    }
}
