package io.heliograph.core.agent;

import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.core.config.HostTag;
import io.heliograph.core.output.Backoff;
import io.heliograph.core.schedule.GatherLoop;
import io.heliograph.core.telemetry.PluginHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An input of many targets: a loop for each, which comes and goes with it. Those that discovery found are spread
/// over the interval by what they are called, so that a thousand of them do not gather in the same moment.
final class TargetsUnit implements InputUnit {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final InputParts parts;
    private final String key;
    private final List<DiscoveryUnit> discoveries;
    private final Runnable listener = this::reconcile;
    private final Map<Target, Running> running = new LinkedHashMap<>();
    private final Map<String, Running> leaving = new HashMap<>(); // by what the target is called
    private final Thread opener;
    private final String host;
    private final ReentrantLock reconciling = new ReentrantLock();
    private @Nullable TargetInput input;
    private boolean stopping;

    /// A target's loop and how it is doing.
    private record Running(GatherLoop loop, InputEvents events, InputParts.Gathering gathering) {}

    TargetsUnit(InputParts parts, String key, List<DiscoveryUnit> discoveries) {
        this.parts = parts;
        this.key = key;
        this.discoveries = discoveries;
        this.host = HostTag.name(parts.agent);
        this.opener = Thread.ofVirtual().name(parts.table.displayName()).unstarted(this::openRetrying);
    }

    @Override
    public void start() {
        opener.start();
    }

    private void openRetrying() {
        Backoff backoff = new Backoff();
        try {
            while (!open()) {
                Thread.sleep(backoff.next(Duration.ofSeconds(1)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        for (DiscoveryUnit discovery : discoveries) {
            discovery.listen(listener);
        }
        reconcile();
    }

    /// Whether there is nothing more to try.
    private boolean open() throws InterruptedException {
        TargetInput made = null;
        try {
            made = (TargetInput) parts.create();
            made.open();
            synchronized (this) {
                input = made;
            }
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception | LinkageError problem) {
            closing(made);
            return !parts.startFailed(problem);
        }
    }

    /// Starts loops for new targets and stops those of targets that have gone.
    ///
    /// The plugin is asked outside the monitor, which a stop and a status need: it may hang.
    private void reconcile() {
        reconciling.lock();
        try {
            TargetInput present = opened();
            if (present != null) {
                reconcile(present, new LinkedHashSet<>(present.targets(discovered())));
            }
        } catch (Exception | LinkageError | StackOverflowError problem) {
            parts.telemetry.error(problem);
        } finally {
            reconciling.unlock();
        }
    }

    private synchronized @Nullable TargetInput opened() {
        return stopping ? null : input;
    }

    private synchronized void reconcile(TargetInput present, Set<Target> wanted) {
        if (stopping) {
            return;
        }
        running.entrySet()
                .removeIf(entry -> !wanted.contains(entry.getKey()) && leave(entry.getKey(), entry.getValue()));
        for (Target target : wanted) {
            if (!running.containsKey(target)) {
                isBack(target);
                Running started = loop(present, target);
                running.put(target, started);
                parts.engine.watch().add(started.loop);
                started.loop.start();
            }
        }
        parts.health.become(PluginHealth.State.RUNNING);
    }

    private List<Target> discovered() {
        List<Target> all = new ArrayList<>();
        for (DiscoveryUnit discovery : discoveries) {
            all.addAll(discovery.targets());
        }
        return all;
    }

    /// A target has gone: its loop lives on for a while, and says then that its series have ended.
    private boolean leave(Target target, Running gone) {
        leaving.put(target.id(), gone);
        gone.loop.leave(() -> over(target.id(), gone));
        return true;
    }

    /// A target comes back in time, or goes on with other labels: its series go on.
    private void isBack(Target target) {
        Running left = leaving.get(target.id());
        if (left != null) {
            left.loop.stop();
            over(target.id(), left);
        }
    }

    private synchronized void over(String id, Running gone) {
        leaving.remove(id, gone);
        parts.engine.watch().remove(gone.loop);
        parts.forget(gone.gathering);
    }

    private Running loop(TargetInput of, Target target) {
        InputEvents events = new InputEvents(parts, target.id());
        InputParts.Gathering gathering = parts.gathering(target.labels());
        Duration interval = target.interval() == null ? parts.interval : target.interval();
        GatherLoop loop = parts.loop(
                target.id(), interval, spread(target, interval), () -> of.input(target), gathering.out(), events);
        return new Running(loop, events, gathering);
    }

    /// By a hash of what the target is called and has on it, so that it is the same after a restart, and of the host's
    /// name, so that two agents which gather from the same targets do not do it at the same time.
    private Duration spread(Target target, Duration interval) {
        return target.discovered().isEmpty()
                ? Duration.ZERO
                : Spread.of(host + " " + target.id() + target.labels(), interval);
    }

    @Override
    public void once(Duration atMost) throws InterruptedException {
        if (!open() || input == null) {
            return;
        }
        for (DiscoveryUnit discovery : discoveries) {
            discovery.awaitFirstLook(atMost);
        }
        Set<Target> targets;
        try {
            targets = new LinkedHashSet<>(input.targets(discovered()));
        } catch (Exception | LinkageError | StackOverflowError problem) {
            parts.telemetry.error(problem);
            return;
        }
        List<Thread> gathers = new ArrayList<>();
        for (Target target : targets) {
            Running once = loop(input, target);
            synchronized (this) {
                running.put(target, once);
            }
            parts.engine.watch().add(once.loop);
            gathers.add(Thread.ofVirtual().start(() -> gatherOnce(once)));
        }
        for (Thread gather : gathers) {
            gather.join();
        }
    }

    private void gatherOnce(Running target) {
        try {
            target.loop.once(parts.table.descriptor().rates() ? 2 : 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            parts.engine.watch().remove(target.loop);
        }
    }

    @Override
    public void stop() {
        for (DiscoveryUnit discovery : discoveries) {
            discovery.unlisten(listener);
        }
        opener.interrupt();
        synchronized (this) {
            stopping = true;
            running.values().forEach(target -> target.loop.stop());
            leaving.values().forEach(target -> target.loop.stop());
        }
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
        List<Running> all;
        synchronized (this) {
            all = new ArrayList<>(running.values());
            all.addAll(leaving.values());
        }
        long deadline = System.nanoTime() + (atMost.compareTo(STOP) < 0 ? atMost : STOP).toNanos();
        boolean ended = joinAll(all, deadline - atMost.toNanos() / 2);
        if (!ended) {
            all.forEach(target -> target.loop.interrupt());
            ended = joinAll(all, deadline);
        }
        all.forEach(target -> parts.engine.watch().remove(target.loop));
        closing(input);
        parts.forget();
        return ended;
    }

    private static boolean joinAll(List<Running> all, long deadline) throws InterruptedException {
        boolean ended = true;
        for (Running target : all) {
            ended &= target.loop.join(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        }
        return ended;
    }

    private void closing(@Nullable TargetInput unwanted) {
        if (unwanted != null) {
            try {
                unwanted.close();
            } catch (IOException | RuntimeException problem) {
                parts.log.debug("closing", problem);
            }
        }
    }

    @Override
    public synchronized List<TargetStatus> targets() {
        List<TargetStatus> all = new ArrayList<>();
        running.forEach((target, at) -> all.add(new TargetStatus(
                parts.table.displayName(),
                target.id(),
                target.labels(),
                target.discovered(),
                target.interval() == null ? parts.interval : target.interval(),
                at.events.state(),
                at.events.lastGather(),
                Duration.ofNanos(at.events.tookNanos()),
                at.events.lastError())));
        return all;
    }

    @Override
    public InputParts parts() {
        return parts;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public PluginHealth health() {
        return parts.health;
    }
}
