package io.heliograph.core.agent;

import io.heliograph.api.Input;
import io.heliograph.core.schedule.GatherLoop;
import io.heliograph.core.telemetry.PluginHealth;
import java.time.Duration;
import java.util.List;

/// An input that gathers by itself.
final class GatherUnit implements InputUnit {
    private final InputParts parts;
    private final UnitKey key;
    private final GatherLoop loop;

    GatherUnit(InputParts parts, UnitKey key) {
        this.parts = parts;
        this.key = key;
        this.loop = parts.loop(
                "",
                parts.interval,
                Duration.ZERO,
                () -> (Input) parts.create(),
                parts.gathering().out(),
                new InputEvents(parts, "", () -> {}));
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
        parts.engine.watch().add(loop);
        loop.start();
    }

    @Override
    public void once(Duration atMost) throws InterruptedException {
        parts.engine.watch().add(loop);
        loop.once(parts.table.descriptor().rates() ? 2 : 1);
        parts.engine.watch().remove(loop);
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
        boolean ended = loop.join(atMost.dividedBy(2));
        if (!ended) {
            loop.interrupt();
            ended = loop.join(atMost.dividedBy(2));
        }
        parts.engine.watch().remove(loop);
        parts.forget();
        return ended;
    }

    @Override
    public List<TargetStatus> targets() {
        return List.of();
    }
}
