package io.heliograph.core.agent;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Plugin;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.InputOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.pipeline.InputStage;
import io.heliograph.core.schedule.GatherEvents;
import io.heliograph.core.schedule.GatherLoop;
import io.heliograph.core.schedule.Ticks;
import io.heliograph.core.series.SeriesCache;
import io.heliograph.core.telemetry.InputTelemetry;
import io.heliograph.core.telemetry.PluginHealth;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every kind of input is made with: its settings, its series, its counts.
final class InputParts {
    private static final int STAGES_KEPT = 1000;

    final Engine engine;
    final PluginTable table;
    final InputOptions options;
    final AgentSettings agent;
    final InputTelemetry telemetry;
    final PluginHealth health;
    final Logger log;
    final Duration interval;
    final HostContext context;

    private final Startup startup;
    private final InputStage.Settings settings;
    private final InputStage stage;
    private final SeriesCache series = new SeriesCache();
    // the latest used at the end
    private final LinkedHashMap<TagSet, InputStage> stages = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Gathering> gatherings = ConcurrentHashMap.newKeySet();

    /// What one thread that gathers works with.
    record Gathering(Entrance entrance, HostAccumulator out) {}

    /// @param globalTags `host` included
    /// @param pushes whether it takes what is pushed, whose times keep their nanoseconds unless it has a precision of
    ///     its own
    /// @param shutdown ends the agent, for `startup_error_behavior = "error"`
    InputParts(
            Engine engine,
            PluginTable table,
            AgentSettings agent,
            UnitKey key,
            TagSet globalTags,
            boolean pushes,
            Runnable shutdown) {
        this.engine = engine;
        this.table = table;
        this.options = (InputOptions) table.options();
        this.agent = agent;
        this.startup = new Startup(table, shutdown);
        this.interval = options.interval() == null ? agent.interval() : options.interval();
        this.log = LoggerFactory.getLogger(table.displayName());
        this.health = new PluginHealth(table.displayName());
        String alias = options.alias() == null ? "" : options.alias();
        this.telemetry =
                new InputTelemetry(engine.telemetry(), table.name().substring("inputs.".length()), alias, health, log);
        this.settings = settings(globalTags, pushes);
        this.stage = new InputStage(settings);
        this.context =
                new HostContext(engine, table.displayName(), table.name(), key.state(), interval, this::listening);
    }

    private InputStage.Settings settings(TagSet globalTags, boolean pushes) {
        boolean exact =
                pushes && (options.precision() == null || options.precision().isZero());
        return new InputStage.Settings(
                Derived.filter(options.filter()),
                Derived.naming(options.naming()),
                TagSet.EMPTY,
                options.tags(),
                globalTags,
                agent.alwaysIncludeLocalTags(),
                agent.alwaysIncludeGlobalTags(),
                exact ? Duration.ofNanos(1) : Derived.precision(options.precision(), agent, interval),
                Derived.timeSource(options.timeSource()));
    }

    /// Makes the plugin, with its own class loader as the thread's.
    Plugin create() throws Exception {
        Thread.currentThread().setContextClassLoader(engine.loaders().apply(table.name()));
        return table.descriptor().create(table.bind(context), context);
    }

    /// For the thread of an input that gathers by itself.
    Gathering gathering() {
        return gathering(stage);
    }

    /// For a thread that gathers from one target of several. What it resolves is shared with the others.
    ///
    /// @param targetTags put on all rows
    Gathering gathering(TagSet targetTags) {
        return gathering(stage.ofTarget(targetTags));
    }

    private Gathering gathering(Entrance entrance) {
        Gathering gathering = new Gathering(
                entrance,
                HostAccumulator.ofGathers(
                        entrance, engine.channel(), series, telemetry, engine.clock(), engine.columns()));
        gatherings.add(gathering);
        return gathering;
    }

    /// Its target has gone.
    void forget(Gathering gathering) {
        gatherings.remove(gathering);
    }

    /// Ends an age of all series.
    void age() {
        series.age();
        gatherings.forEach(gathering -> gathering.entrance.age());
    }

    /// For a thread that listens.
    ///
    /// @param requestTags put on all rows
    Accumulator listening(TagSet requestTags) {
        InputStage shared = shared(requestTags);
        return HostAccumulator.ofService(shared, engine.channel(), series, telemetry, engine.clock(), engine.stale());
    }

    private InputStage shared(TagSet requestTags) {
        synchronized (stages) {
            InputStage known = stages.get(requestTags);
            if (known == null) {
                known = new InputStage(settings.withTarget(requestTags));
                stages.put(requestTags, known);
                if (stages.size() > STAGES_KEPT) {
                    stages.pollFirstEntry().getValue().retire();
                }
            }
            return known;
        }
    }

    /// A loop for one input or target.
    ///
    /// @param subject empty, or the target, for the thread's name
    /// @param spread moves its ticks, within its interval
    GatherLoop loop(
            String subject,
            Duration every,
            Duration spread,
            GatherLoop.Source source,
            HostAccumulator out,
            GatherEvents events) {
        Duration timeout = options.gatherTimeout() == null ? agent.gatherTimeout(every) : options.gatherTimeout();
        Duration offset = options.collectionOffset() == null ? agent.collectionOffset() : options.collectionOffset();
        Duration jitter = options.collectionJitter() == null ? agent.collectionJitter() : options.collectionJitter();
        Ticks ticks = new Ticks(
                every,
                offset.plus(spread),
                jitter,
                agent.roundInterval(),
                engine.clock().epochNanos());
        String name = subject.isEmpty() ? table.displayName() : table.displayName() + " " + subject;
        Duration opening = timeout.compareTo(Startup.PATIENCE) > 0 ? timeout : Startup.PATIENCE;
        return new GatherLoop(
                new GatherLoop.Settings(name, every, timeout, opening), source, ticks, out, events, engine.clock());
    }

    /// Notes that the plugin could not be started, for all of its targets.
    ///
    /// @return whether to try again
    boolean startFailed(Throwable problem) {
        boolean again = targetFailed("", problem);
        if (!again) {
            health.become(PluginHealth.State.STOPPED);
        }
        return again;
    }

    /// Notes that the plugin could not be started for one target.
    ///
    /// @param prefix the target with a colon
    /// @return whether to try again
    boolean targetFailed(String prefix, Throwable problem) {
        telemetry.startFailed(problem);
        return startup.failed(prefix, problem);
    }

    /// The input has ended: nothing of it is shown any more.
    void forget() {
        context.close();
        gatherings.clear();
        stage.retire();
        synchronized (stages) {
            stages.values().forEach(InputStage::retire);
            stages.clear();
        }
        health.become(PluginHealth.State.STOPPED);
    }
}
