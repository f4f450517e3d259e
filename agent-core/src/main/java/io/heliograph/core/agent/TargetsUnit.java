package io.heliograph.core.agent;

import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.core.config.HostTag;
import io.heliograph.core.schedule.Backoff;
import io.heliograph.core.schedule.GatherLoop;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.core.telemetry.LongCalls;
import io.heliograph.core.telemetry.PluginHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// An input of many targets: a loop for each, which comes and goes with it. Those that discovery found are spread
/// over the interval by what they are called, so that a thousand of them do not gather in the same moment.
///
/// One thread opens the input and brings loops and targets in step: once for all changes that come close together, as
/// a discovery that has a thousand files tells of each. The loop of a target that has gone lingers for two intervals,
/// in case the target comes back, and is watched until it is out of the plugin.
final class TargetsUnit implements InputUnit {
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofMillis(50);

    private final InputParts parts;
    private final UnitKey key;
    private final List<DiscoveryUnit> discoveries;
    private final Semaphore changes = new Semaphore(0);
    private final Runnable listener = changes::release;
    private final Map<Target, Running> running = new LinkedHashMap<>();
    private final Map<Target, Running> leaving = new LinkedHashMap<>();
    private final PluginCall call;
    private final Thread thread;
    private final String host;
    private @Nullable TargetInput input;
    private volatile boolean stopping;

    /// A target's loop and how it is doing.
    private record Running(GatherLoop loop, InputEvents events, InputParts.Gathering gathering) {}

    TargetsUnit(InputParts parts, UnitKey key, List<DiscoveryUnit> discoveries) {
        this.parts = parts;
        this.key = key;
        this.discoveries = discoveries;
        this.host = HostTag.name(parts.agent);
        this.call = new PluginCall(new LongCalls(parts.health, parts.log, ""));
        this.thread = Thread.ofVirtual().name(parts.table.displayName()).unstarted(this::run);
    }

    @Override
    public void start() {
        parts.engine.watch().add(call);
        thread.start();
    }

    private void run() {
        openRetrying();
        if (opened() == null) {
            return;
        }
        for (DiscoveryUnit discovery : discoveries) {
            discovery.listen(listener);
        }
        while (!stopping) {
            reconcile();
            awaitChanges();
        }
        unlisten(); // again, as the stop may have come before the listening
    }

    private void unlisten() {
        for (DiscoveryUnit discovery : discoveries) {
            discovery.unlisten(listener);
        }
    }

    private void openRetrying() {
        Backoff backoff = new Backoff();
        while (!stopping && !open()) {
            try {
                Thread.sleep(backoff.next(Duration.ofSeconds(1)));
            } catch (InterruptedException ours) {
                parts.log.debug("interrupted"); // an end where it is meant to be one
            }
        }
    }

    private void awaitChanges() {
        try {
            changes.acquire();
            Thread.sleep(SETTLING);
        } catch (InterruptedException ours) {
            parts.log.debug("interrupted"); // an end where it is meant to be one
        }
        changes.drainPermits();
    }

    /// Whether there is nothing more to try.
    private boolean open() {
        TargetInput made = null;
        Throwable problem = null;
        call.begin("opening", Startup.LIMITS);
        try {
            made = (TargetInput) parts.create();
            made.open();
        } catch (Throwable thrown) {
            problem = thrown;
        }
        call.end();
        if (problem == null && adopt(made)) {
            return true;
        }
        closing(made);
        return problem == null || stopping || !parts.startFailed(problem);
    }

    /// Not where the unit has ended meanwhile.
    private synchronized boolean adopt(@Nullable TargetInput made) {
        if (!stopping) {
            input = made;
        }
        return !stopping;
    }

    /// Starts loops for new targets and stops those of targets that have gone.
    ///
    /// The plugin is asked outside the monitor, which a stop and a status need: it may hang.
    private void reconcile() {
        TargetInput present = opened();
        Set<Target> wanted = present == null ? null : targets(present);
        if (present != null && wanted != null) {
            reconcile(present, wanted);
        }
    }

    /// Asks the plugin; null where it has no answer, so that all stays as it is.
    private @Nullable Set<Target> targets(TargetInput of) {
        List<Target> found = discovered();
        Throwable problem = null;
        Set<Target> wanted = null;
        call.begin("choosing targets", Startup.LIMITS);
        try {
            wanted = new LinkedHashSet<>(of.targets(found));
        } catch (Throwable thrown) {
            problem = thrown;
        }
        call.end();
        if (problem != null && !stopping) {
            parts.telemetry.error(problem);
        }
        return wanted;
    }

    private synchronized @Nullable TargetInput opened() {
        return stopping ? null : input;
    }

    private synchronized void reconcile(TargetInput present, Set<Target> wanted) {
        if (stopping) {
            return;
        }
        running.entrySet().removeIf(entry -> !wanted.contains(entry.getKey()) && leaves(entry));
        for (Target target : wanted) {
            if (!running.containsKey(target) && !comesBack(target)) {
                Running started = loop(present, target);
                running.put(target, started);
                parts.engine.watch().add(started.loop);
                started.loop.start();
            }
        }
        silenceReplaced(wanted);
        parts.health.become(PluginHealth.State.RUNNING);
    }

    private boolean leaves(Map.Entry<Target, Running> gone) {
        leaving.put(gone.getKey(), gone.getValue());
        gone.getValue().loop.leave();
        return true;
    }

    /// A target that is about to leave stays; where it is too late for that, it starts again when its loop has ended.
    private boolean comesBack(Target target) {
        Running left = leaving.get(target);
        if (left != null && left.loop.stay()) {
            leaving.remove(target);
            running.put(target, left);
        }
        return left != null;
    }

    /// Series go on where a target replaces another one under the same labels: they have not ended.
    private void silenceReplaced(Set<Target> wanted) {
        if (leaving.isEmpty()) {
            return;
        }
        Set<Object> goOn = new HashSet<>();
        wanted.forEach(target -> goOn.add(identity(target)));
        leaving.forEach((target, left) -> {
            if (!wanted.contains(target) && goOn.contains(identity(target))) {
                left.loop.stop();
            }
        });
    }

    /// What tells the series of one target from those of others.
    private static Object identity(Target target) {
        return target.labels().isEmpty() ? target.id() : target.labels();
    }

    /// The loop of a target is over: told to, or by itself where it could not start.
    private void ended(Target target) {
        Running left;
        boolean told;
        synchronized (this) {
            left = leaving.remove(target);
            told = left != null;
            left = told ? left : running.get(target);
        }
        if (left != null) {
            parts.engine.watch().remove(left.loop);
            parts.forget(left.gathering);
        }
        if (told) {
            changes.release(); // it may have come back meanwhile
        }
    }

    private List<Target> discovered() {
        List<Target> all = new ArrayList<>();
        for (DiscoveryUnit discovery : discoveries) {
            all.addAll(discovery.targets());
        }
        return all;
    }

    private Running loop(TargetInput of, Target target) {
        InputEvents events = new InputEvents(parts, target.id(), () -> ended(target));
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
        parts.engine.watch().add(call);
        open();
        TargetInput present = opened();
        if (present == null) {
            return;
        }
        for (DiscoveryUnit discovery : discoveries) {
            discovery.awaitFirstLook(atMost);
        }
        Set<Target> targets = targets(present);
        List<Thread> gathers = new ArrayList<>();
        for (Target target : targets == null ? Set.<Target>of() : targets) {
            Running once = loop(present, target);
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
        unlisten();
        synchronized (this) {
            stopping = true;
            running.values().forEach(target -> target.loop.stop());
            leaving.values().forEach(target -> target.loop.stop());
        }
        thread.interrupt();
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
        boolean inside = thread.isAlive() && !thread.join(left(deadline));
        parts.engine.watch().remove(call);
        closing(input);
        parts.forget();
        return ended && !inside;
    }

    private static boolean joinAll(List<Running> all, long deadline) throws InterruptedException {
        boolean ended = true;
        for (Running target : all) {
            ended &= target.loop.join(left(deadline));
        }
        return ended;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    private void closing(@Nullable TargetInput unwanted) {
        if (unwanted != null) {
            try {
                unwanted.close();
            } catch (IOException | RuntimeException | Error problem) {
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
    public UnitKey key() {
        return key;
    }

    @Override
    public PluginHealth health() {
        return parts.health;
    }
}
