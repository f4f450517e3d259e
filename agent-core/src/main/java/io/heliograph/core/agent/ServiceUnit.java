package io.heliograph.core.agent;

import io.heliograph.api.ServiceInput;
import io.heliograph.api.TagSet;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.core.schedule.ServiceLoop;
import io.heliograph.core.telemetry.LongCalls;
import io.heliograph.core.telemetry.PluginHealth;
import java.time.Duration;
import java.util.List;

/// An input that serves without end.
final class ServiceUnit implements InputUnit {
    private final InputParts parts;
    private final UnitKey key;
    private final ServiceLoop loop;
    private final PluginCall opening;
    private volatile boolean opened;

    ServiceUnit(InputParts parts, UnitKey key) {
        this.parts = parts;
        this.key = key;
        this.opening = new PluginCall(new LongCalls(parts.health, parts.log, ""));
        this.loop = new ServiceLoop(parts.table.displayName(), this::serve, this::failed);
    }

    private void serve() throws Exception {
        opened = false;
        opening.begin("opening", Startup.LIMITS);
        try (ServiceInput input = (ServiceInput) parts.create()) {
            input.open();
            opening.end();
            opened = true;
            parts.health.become(PluginHealth.State.RUNNING);
            input.run(parts.listening(TagSet.EMPTY));
        } finally {
            opening.end(); // where it failed
        }
    }

    private boolean failed(Throwable problem) {
        if (!opened) {
            return parts.startFailed(problem);
        }
        parts.telemetry.gatherFailed("ended, will be started again: ", problem);
        return true;
    }

    @Override
    public InputParts parts() {
        return parts;
    }

    @Override
    public UnitKey key() {
        return key;
    }

    @Override
    public PluginHealth health() {
        return parts.health;
    }

    @Override
    public void start() {
        parts.engine.watch().add(opening);
        loop.start();
    }

    /// Serves for a while.
    @Override
    public void once(Duration atMost) throws InterruptedException {
        loop.start();
        loop.join(atMost);
        loop.stop();
        loop.join(Duration.ofSeconds(2));
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
        boolean ended = loop.join(atMost);
        parts.engine.watch().remove(opening);
        parts.forget();
        return ended;
    }

    @Override
    public List<TargetStatus> targets() {
        return List.of();
    }
}
