package io.heliograph.core.agent;

import com.codahale.metrics.MetricRegistry;
import io.heliograph.api.Accumulator;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Serializer;
import io.heliograph.api.StateStore;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.Formats;
import io.heliograph.core.telemetry.ProblemText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door of one plugin to the host. What it spawned is interrupted when it is closed.
final class HostContext implements PluginContext, AutoCloseable {
    private final Engine engine;
    private final String name;
    private final String plugin;
    private final String state;
    private final Duration interval;
    private final Function<TagSet, Accumulator> accumulators;
    private final Logger logger;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean keepsState;

    /// @param name alias included
    /// @param plugin kind and name
    /// @param state the name of its state
    HostContext(
            Engine engine,
            String name,
            String plugin,
            String state,
            Duration interval,
            Function<TagSet, Accumulator> accumulators) {
        this.engine = engine;
        this.name = name;
        this.plugin = plugin;
        this.state = state;
        this.interval = interval;
        this.accumulators = accumulators;
        this.logger = LoggerFactory.getLogger(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public long epochNanos() {
        return engine.clock().epochNanos();
    }

    @Override
    public Logger logger() {
        return logger;
    }

    @Override
    public MetricRegistry metrics() {
        return engine.telemetry().registry();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public StateStore state() {
        keepsState = true;
        return engine.states().of(state);
    }

    /// Whether the plugin has asked for its state, which it may save yet.
    boolean keepsState() {
        return keepsState;
    }

    @Override
    public Accumulator accumulator(TagSet tags) {
        return accumulators.apply(tags);
    }

    @Override
    public void spawn(String task, Task work) {
        Thread thread = Thread.ofVirtual().name(name + " " + task).unstarted(() -> run(task, work));
        threads.add(thread);
        thread.start();
    }

    private void run(String task, Task work) {
        Thread.currentThread().setContextClassLoader(engine.loaders().apply(plugin));
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError problem) {
            logger.error("{} ended: {}", task, ProblemText.of(problem));
            logger.debug("{} ended", task, problem);
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    @Override
    public Parser parser(String dataFormat, Map<String, ?> settings) {
        return Formats.parser(engine.catalog(), this, dataFormat, settings);
    }

    @Override
    public Serializer serializer(String dataFormat, Map<String, ?> settings) {
        return Formats.serializer(engine.catalog(), this, dataFormat, settings);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
