package io.heliograph.core.telemetry;

import io.heliograph.core.schedule.PluginCall;
import java.time.Duration;
import org.slf4j.Logger;

/// Tells of a plugin's calls that take too long, in its health and in the log.
public class LongCalls implements PluginCall.Events {
    private final PluginHealth health;
    private final Logger log;
    private final String prefix;

    /// @param prefix what stands before messages: empty, or a target with a colon
    public LongCalls(PluginHealth health, Logger log, String prefix) {
        this.health = health;
        this.log = log;
        this.prefix = prefix;
    }

    @Override
    public void late(String doing, Duration sofar) {
        log.warn("{}", lateMessage(doing, sofar));
    }

    /// What there is to say of a call that is late.
    protected final String lateMessage(String doing, Duration sofar) {
        return prefix + doing + " has not come back yet (" + sofar.toSeconds() + " s so far)";
    }

    @Override
    public void stuck(String doing, Duration sofar) {
        health.stuck();
        log.error("{}{} ignores its interrupt ({} s so far): it is left alone", prefix, doing, sofar.toSeconds());
    }

    @Override
    public void cameBack(String doing, Duration after) {
        health.cameBack();
        log.info("{}{} has come back after {} s", prefix, doing, after.toSeconds());
    }
}
