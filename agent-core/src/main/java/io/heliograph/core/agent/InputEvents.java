package io.heliograph.core.agent;

import io.heliograph.core.schedule.GatherEvents;
import io.heliograph.core.schedule.GatherLoop;
import io.heliograph.core.telemetry.LongCalls;
import io.heliograph.core.telemetry.PluginHealth;
import io.heliograph.core.telemetry.ProblemText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happens to one input or target, counted and told, and kept for those who ask.
final class InputEvents implements GatherEvents {
    private final InputParts parts;
    private final String prefix;
    private final LongCalls calls;
    private final Runnable onEnd;
    private volatile PluginHealth.State state = PluginHealth.State.STARTING;
    private volatile @Nullable String lastError;
    private volatile @Nullable Instant lastGather;
    private volatile long tookNanos;

    /// @param subject the target; empty where there is none
    /// @param onEnd called when its loop is over
    InputEvents(InputParts parts, String subject, Runnable onEnd) {
        this.parts = parts;
        this.prefix = subject.isEmpty() ? "" : subject + ": ";
        this.calls = new LongCalls(parts.health, parts.log, prefix);
        this.onEnd = onEnd;
    }

    @Override
    public boolean startFailed(Throwable problem) {
        lastError = ProblemText.of(problem);
        boolean again = prefix.isEmpty() ? parts.startFailed(problem) : parts.targetFailed(prefix, problem);
        state = again ? PluginHealth.State.FAILING : PluginHealth.State.STOPPED;
        return again;
    }

    @Override
    public void gathered(long nanos) {
        done(nanos, PluginHealth.State.RUNNING, null);
        parts.telemetry.gathered(nanos);
    }

    @Override
    public void gatherFailed(Throwable problem, long nanos) {
        done(nanos, PluginHealth.State.FAILING, ProblemText.of(problem));
        parts.telemetry.gatherFailed(prefix, problem);
    }

    private void done(long nanos, PluginHealth.State next, @Nullable String error) {
        tookNanos = nanos;
        lastGather = Instant.now();
        lastError = error;
        state = next;
    }

    @Override
    public void late(String doing, Duration sofar) {
        if (doing.equals(GatherLoop.GATHERING)) {
            parts.telemetry.late();
        }
        calls.late(doing, sofar);
    }

    @Override
    public void stuck(String doing, Duration sofar) {
        state = PluginHealth.State.STUCK;
        calls.stuck(doing, sofar);
    }

    @Override
    public void cameBack(String doing, Duration after) {
        state = PluginHealth.State.FAILING; // until the gather says what came of it
        calls.cameBack(doing, after);
    }

    @Override
    public void ended() {
        onEnd.run();
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
