package io.heliograph.core.telemetry;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How a plugin is doing, for people: its state and its latest problem. Good for any thread.
public final class PluginHealth {
    /// What a plugin can be.
    public enum State {
        /// Made and not yet open.
        STARTING,
        /// At work.
        RUNNING,
        /// Something fails; it is tried again.
        FAILING,
        /// Something in it did not come back and is left alone.
        STUCK,
        /// Ended.
        STOPPED
    }

    private final String name;
    private final AtomicInteger stuck = new AtomicInteger();
    private volatile State state = State.STARTING;
    private volatile @Nullable String lastError;
    private volatile @Nullable Instant lastErrorAt;

    /// @param name what the plugin is called, alias included
    public PluginHealth(String name) {
        this.name = name;
    }

    /// What the plugin is called, alias included.
    public String name() {
        return name;
    }

    /// What it is at present.
    public State state() {
        State present = state;
        return present != State.STOPPED && stuck.get() > 0 ? State.STUCK : present;
    }

    /// Sets what it is at present; one that has stopped stays so, and one that is stuck is shown as such.
    public void become(State next) {
        if (state != State.STOPPED) {
            state = next;
        }
    }

    /// A call has not come back and is left alone: one of its targets, say.
    public void stuck() {
        stuck.incrementAndGet();
    }

    /// Such a call has come back after all.
    public void cameBack() {
        stuck.decrementAndGet();
    }

    /// Notes a problem.
    public void failed(Throwable problem) {
        lastError = ProblemText.of(problem);
        lastErrorAt = Instant.now();
    }

    /// The latest problem, or null.
    public @Nullable String lastError() {
        return lastError;
    }

    /// When the latest problem was.
    public @Nullable Instant lastErrorAt() {
        return lastErrorAt;
    }
}
