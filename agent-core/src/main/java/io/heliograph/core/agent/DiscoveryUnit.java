package io.heliograph.core.agent;

import io.heliograph.api.Discoverer;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.DiscoveryOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.core.schedule.ServiceLoop;
import io.heliograph.core.telemetry.LongCalls;
import io.heliograph.core.telemetry.PluginHealth;
import io.heliograph.core.telemetry.ProblemText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A discovery at work, and the targets that it has found. Those stay when it fails.
final class DiscoveryUnit implements Unit, TargetSink {
    private final Engine engine;
    private final PluginTable table;
    private final UnitKey key;
    private final String id;
    private final Logger log;
    private final PluginHealth health;
    private final HostContext context;
    private final ServiceLoop loop;
    private final PluginCall opening;
    private final Map<String, TargetGroup> groups = new ConcurrentSkipListMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstLook = new CountDownLatch(1);

    DiscoveryUnit(Engine engine, PluginTable table, AgentSettings agent, UnitKey key) {
        this.engine = engine;
        this.table = table;
        this.key = key;
        this.id = ((DiscoveryOptions) table.options()).id();
        this.log = LoggerFactory.getLogger(table.displayName());
        this.health = new PluginHealth(table.displayName());
        this.context =
                new HostContext(engine, table.displayName(), table.name(), key.state(), agent.interval(), tags -> {
                    throw new IllegalStateException("a discovery emits targets, not rows");
                });
        this.opening = new PluginCall(new LongCalls(health, log, ""));
        this.loop = new ServiceLoop(table.displayName(), this::discover, this::ended);
    }

    String id() {
        return id;
    }

    /// All targets found so far.
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (TargetGroup group : groups.values()) {
            for (TagSet labels : group.targets()) {
                targets.add(Target.found(labels.orElse(group.labels())));
            }
        }
        return targets;
    }

    /// Calls somebody whenever targets have changed.
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    /// Waits for the first look round, good or bad.
    void awaitFirstLook(Duration atMost) throws InterruptedException {
        if (!firstLook.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("has not answered within {} ms", atMost.toMillis());
        }
    }

    private void discover() throws Exception {
        Thread.currentThread().setContextClassLoader(engine.loaders().apply(table.name()));
        opening.begin("opening", Startup.LIMITS);
        try (Discoverer discoverer = (Discoverer) table.descriptor().create(table.bind(context), context)) {
            discoverer.open();
            opening.end();
            health.become(PluginHealth.State.RUNNING);
            discoverer.run(this);
        } finally {
            opening.end(); // where it failed
        }
    }

    private boolean ended(Throwable problem) {
        failed(problem);
        return true;
    }

    @Override
    public void update(TargetGroup group) {
        TargetGroup before = groups.put(group.source(), group);
        if (!group.equals(before)) {
            changed();
        }
    }

    @Override
    public void remove(String source) {
        if (groups.remove(source) != null) {
            changed();
        }
    }

    private void changed() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    @Override
    public void looked() {
        health.become(PluginHealth.State.RUNNING);
        firstLook.countDown();
    }

    @Override
    public void failed(Throwable problem) {
        health.failed(problem);
        health.become(PluginHealth.State.FAILING);
        engine.telemetry()
                .counter("heliograph_discovery_errors_total", "discovery", id)
                .inc();
        log.error("{}", ProblemText.of(problem));
        firstLook.countDown();
    }

    @Override
    public UnitKey key() {
        return key;
    }

    @Override
    public PluginHealth health() {
        return health;
    }

    @Override
    public void start() {
        engine.watch().add(opening);
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
        boolean ended = loop.join(atMost);
        engine.watch().remove(opening);
        context.close();
        health.become(PluginHealth.State.STOPPED);
        return ended;
    }
}
