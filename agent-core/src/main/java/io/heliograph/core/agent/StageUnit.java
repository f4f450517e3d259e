package io.heliograph.core.agent;

import io.heliograph.api.Plugin;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.output.Backoff;
import io.heliograph.core.telemetry.PluginHealth;
import io.heliograph.core.telemetry.StageTelemetry;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A processor or aggregator at work, or trying to start: until its plugin is open, rows pass it by.
///
/// The first try is made at once, so that an agent whose plugins start processes its first row already; later ones
/// are made by a thread of its own.
abstract class StageUnit<P extends Plugin> implements Unit {
    final Engine engine;
    final PluginTable table;
    final Logger log;
    final PluginHealth health;
    final StageTelemetry telemetry;

    private final String key;
    private final Runnable opened;
    private final HostContext context;
    private final Thread retries;
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
        this.retries = Thread.ofVirtual().name(table.displayName()).unstarted(this::openRetrying);
    }

    /// The plugin, or null while it is not open.
    final @Nullable P plugin() {
        return plugin;
    }

    @Override
    public final void start() {
        if (!open()) {
            retries.start();
        }
    }

    private void openRetrying() {
        Backoff backoff = new Backoff();
        try {
            do {
                Thread.sleep(backoff.next(Duration.ofSeconds(1)));
            } while (!open());
        } catch (InterruptedException stopped) {
            return;
        }
        opened.run();
    }

    @SuppressWarnings("unchecked") // the descriptor has checked the class against the kind of its name
    private boolean open() {
        P made = null;
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(engine.loaders().apply(table.name()));
            made = (P) table.descriptor().create(table.bind(context), context);
            made.open();
            health.become(PluginHealth.State.RUNNING);
            pluginOpened(made);
            plugin = made;
            return true;
        } catch (Exception | LinkageError problem) {
            telemetry.error(problem);
            health.become(PluginHealth.State.FAILING);
            closing(made);
            return false;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
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
        retries.interrupt();
    }

    /// To be called once the pipeline does not use it any more.
    @Override
    public final boolean join(Duration atMost) {
        closing(plugin);
        context.close();
        health.become(PluginHealth.State.STOPPED);
        return true;
    }

    private void closing(@Nullable P unwanted) {
        if (unwanted != null) {
            try {
                unwanted.close();
            } catch (IOException | RuntimeException problem) {
                log.debug("closing", problem);
            }
        }
    }
}
