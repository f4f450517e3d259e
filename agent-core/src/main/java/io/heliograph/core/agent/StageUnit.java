package io.heliograph.core.agent;

import io.heliograph.api.Plugin;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.schedule.Backoff;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.core.telemetry.LongCalls;
import io.heliograph.core.telemetry.PluginHealth;
import io.heliograph.core.telemetry.StageTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A processor or aggregator at work, or trying to start: until its plugin is open, rows pass it by.
///
/// A thread of its own opens it. The start waits a little for the first try, so that an agent whose plugins start
/// processes its first row already; a plugin that hangs holds up nothing else.
abstract class StageUnit<P extends Plugin> implements Unit {
    final Engine engine;
    final PluginTable table;
    final Logger log;
    final PluginHealth health;
    final StageTelemetry telemetry;

    private final UnitKey key;
    private final Runnable opened;
    private final HostContext context;
    private final Startup startup;
    private final PluginCall opening;
    private final Thread opener;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private volatile boolean passedBy;
    private volatile boolean stopping;
    private boolean ended;
    private volatile @Nullable P plugin;

    /// @param kind `processor` or `aggregator`
    /// @param opened called when the plugin has opened after all
    /// @param shutdown ends the agent, for `startup_error_behavior = "error"`
    StageUnit(
            Engine engine,
            PluginTable table,
            AgentSettings agent,
            UnitKey key,
            String kind,
            Runnable opened,
            Runnable shutdown) {
        this.engine = engine;
        this.table = table;
        this.key = key;
        this.opened = opened;
        this.log = LoggerFactory.getLogger(table.displayName());
        this.health = new PluginHealth(table.displayName());
        String alias = table.options().alias();
        String name = table.name().substring(table.name().indexOf('.') + 1);
        this.telemetry = new StageTelemetry(engine.telemetry(), kind, name, alias == null ? "" : alias, health, log);
        this.context =
                new HostContext(engine, table.displayName(), table.name(), key.state(), agent.interval(), tags -> {
                    throw new IllegalStateException("rows are emitted by the accumulator that the plugin is given");
                });
        this.startup = new Startup(table, shutdown);
        this.opening = new PluginCall(new LongCalls(health, log, ""));
        this.opener = Thread.ofVirtual().name(table.displayName()).unstarted(this::openRetrying);
    }

    /// The plugin, or null while it is not open.
    final @Nullable P plugin() {
        return plugin;
    }

    @Override
    public final void start() {
        engine.watch().add(opening);
        opener.start();
    }

    /// Waits for the first try, good or bad.
    final void awaitFirstTry(long deadlineNanos) throws InterruptedException {
        long left = Math.max(0, deadlineNanos - System.nanoTime());
        if (!firstTry.await(left, TimeUnit.NANOSECONDS)) {
            passedBy = true;
            log.warn("not open yet: rows pass it by until it is");
        }
    }

    private void openRetrying() {
        Backoff backoff = new Backoff();
        Throwable problem = attempt();
        boolean first = problem == null;
        firstTry.countDown();
        while (problem != null && !stopping && tryAgain(problem)) {
            try {
                Thread.sleep(backoff.next(Duration.ofSeconds(1)));
            } catch (InterruptedException ours) {
                log.debug("interrupted"); // an end where it is meant to be one
            }
            problem = stopping ? problem : attempt();
        }
        engine.watch().remove(opening);
        if (problem == null && (!first || passedBy)) {
            opened.run();
        }
    }

    private boolean tryAgain(Throwable problem) {
        telemetry.startFailed(problem);
        boolean again = startup.failed("", problem);
        if (!again) {
            health.become(PluginHealth.State.STOPPED);
        }
        return again;
    }

    /// Makes and opens the plugin; says what was in the way.
    private @Nullable Throwable attempt() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        opening.begin("opening", Startup.LIMITS);
        try {
            Thread.currentThread().setContextClassLoader(engine.loaders().apply(table.name()));
            open();
            return null;
        } catch (Throwable problem) {
            return problem;
        } finally {
            opening.end();
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked") // the descriptor has checked the class against the kind of its name
    private void open() throws Exception {
        P made = null;
        try {
            made = (P) table.descriptor().create(table.bind(context), context);
            made.open();
            if (!adopt(made)) {
                throw new IllegalStateException("it opened after its end");
            }
            health.become(PluginHealth.State.RUNNING);
        } catch (Throwable problem) {
            closing(made);
            throw problem;
        }
    }

    /// Not where the unit has ended meanwhile.
    private synchronized boolean adopt(P made) {
        if (ended) {
            return false;
        }
        pluginOpened(made);
        plugin = made;
        return true;
    }

    private synchronized void end() {
        ended = true;
    }

    /// The stage can be made.
    abstract void pluginOpened(P made);

    @Override
    public final UnitKey key() {
        return key;
    }

    /// Whether its plugin keeps a state, which another goes on with only once this one has ended.
    final boolean keepsState() {
        return context.keepsState();
    }

    @Override
    public final PluginHealth health() {
        return health;
    }

    @Override
    public final void stop() {
        stopping = true;
        opener.interrupt();
    }

    /// To be called once the pipeline does not use it any more.
    @Override
    public final boolean join(Duration atMost) throws InterruptedException {
        boolean inside = opener.isAlive() && !opener.join(atMost);
        engine.watch().remove(opening);
        end();
        closing(plugin);
        context.close();
        health.become(PluginHealth.State.STOPPED);
        return !inside;
    }

    private void closing(@Nullable P unwanted) {
        if (unwanted != null) {
            try {
                unwanted.close();
            } catch (IOException | RuntimeException | Error problem) {
                log.debug("closing", problem);
            }
        }
    }
}
