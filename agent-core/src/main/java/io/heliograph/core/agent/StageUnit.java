package io.heliograph.core.agent;

import io.heliograph.api.Plugin;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.output.Backoff;
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
    private static final long FIRST_TRY_MILLIS = 2000;

    final Engine engine;
    final PluginTable table;
    final Logger log;
    final PluginHealth health;
    final StageTelemetry telemetry;

    private final String key;
    private final Runnable opened;
    private final HostContext context;
    private final Thread opener;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private volatile boolean passedBy;
    private volatile boolean stopping;
    private boolean ended;
    private volatile @Nullable P plugin;

    /// @param kind `processor` or `aggregator`
    /// @param opened called when the plugin has opened after all
    StageUnit(Engine engine, PluginTable table, AgentSettings agent, String key, String kind, Runnable opened) {
        this.engine = engine;
        this.table = table;
        this.key = key;
        this.opened = opened;
        this.log = LoggerFactory.getLogger(table.displayName());
        this.health = new PluginHealth(table.displayName());
        String alias = table.options().alias();
        String name = table.name().substring(table.name().indexOf('.') + 1);
        this.telemetry = new StageTelemetry(engine.telemetry(), kind, name, alias == null ? "" : alias, health, log);
        this.context = new HostContext(engine, table.displayName(), table.name(), agent.interval(), tags -> {
            throw new IllegalStateException("rows are emitted by the accumulator that the plugin is given");
        });
        this.opener = Thread.ofVirtual().name(table.displayName()).unstarted(this::openRetrying);
    }

    /// The plugin, or null while it is not open.
    final @Nullable P plugin() {
        return plugin;
    }

    @Override
    public final void start() {
        opener.start();
        try {
            if (!firstTry.await(FIRST_TRY_MILLIS, TimeUnit.MILLISECONDS)) {
                passedBy = true;
                log.warn("not open yet: rows pass it by until it is");
            }
        } catch (InterruptedException stopped) {
            passedBy = true;
            Thread.currentThread().interrupt();
        }
    }

    private void openRetrying() {
        Backoff backoff = new Backoff();
        boolean open = open();
        boolean first = open;
        firstTry.countDown();
        while (!open && !stopping) {
            try {
                Thread.sleep(backoff.next(Duration.ofSeconds(1)));
                open = open();
            } catch (InterruptedException ours) {
                log.debug("interrupted"); // an end where it is meant to be one
            }
        }
        if (open && (!first || passedBy)) {
            opened.run();
        }
    }

    @SuppressWarnings("unchecked") // the descriptor has checked the class against the kind of its name
    private boolean open() {
        P made = null;
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(engine.loaders().apply(table.name()));
            made = (P) table.descriptor().create(table.bind(context), context);
            made.open();
            if (!adopt(made)) {
                closing(made);
                return false;
            }
            health.become(PluginHealth.State.RUNNING);
            return true;
        } catch (Throwable problem) {
            telemetry.error(problem);
            health.become(PluginHealth.State.FAILING);
            closing(made);
            return false;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
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
    public final String key() {
        return key;
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
        boolean opening = opener.isAlive() && !opener.join(atMost);
        end();
        closing(plugin);
        context.close();
        health.become(PluginHealth.State.STOPPED);
        return !opening;
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
