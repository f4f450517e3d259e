package io.heliograph.core.agent;

import io.heliograph.core.schedule.GatherEvents;
import io.heliograph.core.telemetry.PluginHealth;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happens to one input or target, counted and told, and kept for those who ask.
final class InputEvents implements GatherEvents {
    private final InputParts parts;
    private final String prefix;
    private volatile PluginHealth.State state = PluginHealth.State.STARTING;
    private volatile @Nullable String lastError;
    private volatile @Nullable Instant lastGather;
    private volatile long tookNanos;

    /// @param subject the target; empty where there is none
    InputEvents(InputParts parts, String subject) {
        this.parts = parts;
        this.prefix = subject.isEmpty() ? "" : subject + ": ";
    }

    @Override
    public boolean startFailed(Throwable problem) {
        state = PluginHealth.State.FAILING;
        lastError = PluginHealth.describe(problem);
        return parts.startFailed(problem);
    }

    @Override
    public void gathered(long nanos) {
        done(nanos, PluginHealth.State.RUNNING, null);
        parts.telemetry.gathered(nanos);
    }

    @Override
    public void gatherFailed(Throwable problem, long nanos) {
        done(nanos, PluginHealth.State.FAILING, PluginHealth.describe(problem));
        parts.telemetry.gatherFailed(prefix, problem);
    }

    private void done(long nanos, PluginHealth.State next, @Nullable String error) {
        tookNanos = nanos;
        lastGather = Instant.now();
        lastError = error;
        state = next;
    }

    @Override
    public void late(Duration sofar) {
        parts.telemetry.late(prefix + "gathering takes longer than its interval (" + sofar.toSeconds() + " s so far)");
    }

    @Override
    public void stuck(Duration sofar) {
        state = PluginHealth.State.STUCK;
        parts.health.become(PluginHealth.State.STUCK);
        parts.log.error(
                "{}gathering ignores its interrupt ({} s so far): it is left alone from now on",
                prefix,
                sofar.toSeconds());
    }

    @Override
    public void closeFailed(Throwable problem) {
        parts.log.debug("{}closing", prefix, problem);
    }

    PluginHealth.State state() {
        return state;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    @Nullable
    Instant lastGather() {
        return lastGather;
    }

    long tookNanos() {
        return tookNanos;
    }
}
