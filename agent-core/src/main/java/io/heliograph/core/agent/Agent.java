package io.heliograph.core.agent;

import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.channel.ColumnPool;
import io.heliograph.core.channel.HostAccumulator.NanoClock;
import io.heliograph.core.channel.MetricChannel;
import io.heliograph.core.channel.StaleRows;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.control.QueueCommands;
import io.heliograph.core.control.QueueOwner;
import io.heliograph.core.control.StateQueues;
import io.heliograph.core.pipeline.AggregatorStage;
import io.heliograph.core.pipeline.OutputStage;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.pipeline.ProcessorStage;
import io.heliograph.core.pipeline.Topology;
import io.heliograph.core.schedule.Watch;
import io.heliograph.core.telemetry.Log;
import io.heliograph.core.telemetry.PipelineTelemetry;
import io.heliograph.core.telemetry.PluginHealth;
import io.heliograph.core.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent: all units at work, joined by channel and pipeline.
///
/// [#apply] brings it from any configuration to another, which is how it starts too: units whose table is the same go
/// on, the others end or begin. Outputs begin first and end last, so that rows always have somewhere to go.
public final class Agent {
    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final Duration FIRST_TRIES = Duration.ofSeconds(2); // of stages, all together
    private static final Duration STUCK_GRACE = Duration.ofSeconds(5); // for the other targets of an input
    private static final Duration STOP = Duration.ofMillis(9500);
    private static final Duration STOP_APPLYING = Duration.ofSeconds(2);
    private static final Duration STOP_INPUTS = Duration.ofSeconds(3);
    private static final Duration STOP_PIPELINE = Duration.ofSeconds(2);
    private static final Duration STOP_OUTPUTS = Duration.ofSeconds(3);
    private static final Duration STOP_BUFFERS = Duration.ofSeconds(9);
    private static final Duration STOP_STATES = Duration.ofSeconds(1);

    private final Engine engine;
    private final Pipeline pipeline;
    private final Instant startedAt = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ReentrantLock applying = new ReentrantLock();
    private final List<OutputStage> extraOutputs;

    private volatile Units units = Units.NONE;
    private volatile Units inPlace = Units.NONE; // in the pipeline
    private volatile boolean failed;
    private volatile boolean pushed; // by `once`: aggregators that go on from window to window would say all again

    /// An agent without any plugin at work.
    ///
    /// @param catalog all plugins
    /// @param loaders the class loader of a plugin
    /// @param settings for what is set once and for all: the statefile
    /// @param extraOutputs get all rows besides the configuration's outputs: for `--test`
    public Agent(
            PluginCatalog catalog,
            Function<String, ClassLoader> loaders,
            Telemetry telemetry,
            AgentSettings settings,
            List<OutputStage> extraOutputs) {
        MetricChannel channel = new MetricChannel();
        NanoClock clock = Agent::epochNanos;
        Watch watch = new Watch();
        StaleRows stale = new StaleRows();
        this.engine = new Engine(
                telemetry,
                channel,
                watch,
                new ColumnPool(),
                stale,
                clock,
                catalog,
                loaders,
                new StateFile(settings.statefile()),
                new Buffers(telemetry));
        this.pipeline = new Pipeline(channel, new PipelineTelemetry(telemetry), clock);
        this.extraOutputs = extraOutputs;
        watch.everySecond(pipeline::watch);
        watch.everySecond(stale::sealOld);
        watch.everySecond(new Ages(this));
        watch.everySecond(new HeapFloor());
        watch.everySecond(engine.buffers()::tend);
        telemetry.gauge("heliograph_channel_batches", channel::size);
        watch.start();
        pipeline.start();
    }

    private static long epochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /// When this process began its work.
    public Instant startedAt() {
        return startedAt;
    }

    /// Keeps what is to survive this process where these settings and the command line say, from now on. Without that,
    /// everything is in memory. A directory that cannot be used is told, and tried again.
    ///
    /// @param flag of the command line, or null
    /// @throws StateInUseException where another agent has the directory
    public void keepState(AgentSettings settings, @Nullable Path flag) throws StateInUseException {
        engine.buffers().keepIn(flag == null ? StateDirectory.of(settings) : flag);
    }

    /// The state directory, or null where none is held.
    public @Nullable Path stateDirectory() {
        return engine.buffers().heldDirectory();
    }

    /// What commands can do with the queues in a state directory.
    ///
    /// @param state the one that is held
    public QueueCommands commands(Path state) {
        Buffers buffers = engine.buffers();
        return new QueueCommands(
                new StateQueues(state, true, buffers::writer, this::queueOwners, buffers::lookForOrphans));
    }

    private List<QueueOwner> queueOwners() {
        Map<String, LogBuffer> logs = engine.buffers().logs();
        List<QueueOwner> owners = new ArrayList<>();
        for (OutputUnit output : units().outputs()) {
            for (LogBuffer log : output.logs()) {
                logs.forEach((name, buffer) -> {
                    if (buffer == log) {
                        owners.add(output.owner(name, log));
                    }
                });
            }
        }
        return owners;
    }

    /// The agent's own metrics.
    public Telemetry telemetry() {
        return engine.telemetry();
    }

    /// What is at work at present. Never waits for [#apply], which may take seconds.
    Units units() {
        return units;
    }

    /// How everything is doing.
    public AgentStatus status() {
        return AgentStatus.of(units(), engine.buffers().orphans());
    }

    /// What a change of the configuration did.
    ///
    /// @param started names of what is new, or was made anew as its table has changed
    /// @param stopped names of what is gone, or was made anew
    /// @param stayed how many go on untouched
    public record Change(List<String> started, List<String> stopped, int stayed) {
        static Change between(Units before, Units after) {
            List<Unit> started = new ArrayList<>(after.all());
            started.removeAll(before.all());
            List<Unit> stopped = new ArrayList<>(before.all());
            stopped.removeAll(after.all());
            return new Change(names(started), names(stopped), after.all().size() - started.size());
        }

        private static List<String> names(List<Unit> units) {
            return units.stream().map(unit -> unit.health().name()).distinct().toList();
        }

        @Override
        public String toString() {
            return part("started ", started) + part("stopped ", stopped) + stayed + (stayed == 1 ? " stays" : " stay");
        }

        private static String part(String what, List<String> names) {
            return names.isEmpty() ? "" : what + String.join(", ", names) + "; ";
        }
    }

    /// Brings the agent to a configuration, and starts what is new. Does nothing once the agent is to stop.
    public Change apply(Configuration configuration) throws InterruptedException {
        applying.lockInterruptibly();
        try {
            Units before = units;
            if (!stopping.get()) {
                change(configuration);
            }
            return Change.between(before, units);
        } finally {
            applying.unlock();
        }
    }

    private void change(Configuration configuration) throws InterruptedException {
        Units before = units;
        Units next = new UnitPlan(engine, configuration, before, this::refreshTopology, this::fail).units();
        levels(configuration);
        units = next;
        end(before.outputsHandedOverTo(next), STOP_OUTPUTS);
        start(next.newOutputs(before));
        changeStages(before, next);
        start(next.newDiscoveries(before));
        end(before.inputsNotIn(next), STOP_INPUTS);
        start(next.newInputs(before));
        end(before.discoveriesNotIn(next), STOP_INPUTS);
        end(before.stagesNotIn(next), STOP_PIPELINE);
        remove(before.outputsGoneFrom(next));
        engine.buffers().lookForOrphans();
    }

    /// A stage that goes on with the state of one that ends is opened after that one has saved it. The pipeline rests
    /// meanwhile, so that no row passes both by.
    private void changeStages(Units before, Units next) throws InterruptedException {
        Map<String, StageUnit<?>> ending = before.stagesWithStateNotIn(next);
        List<Unit> fresh = next.newStages(before);
        List<Unit> heirs = new ArrayList<>(fresh);
        heirs.removeIf(unit -> !ending.containsKey(unit.key().state()));
        fresh.removeAll(heirs);
        startStages(fresh);
        inPlace = next;
        if (heirs.isEmpty()) {
            await(refreshTopology(), STOP_PIPELINE);
            return;
        }
        List<Unit> heard = new ArrayList<>();
        heirs.forEach(unit -> heard.add(ending.get(unit.key().state())));
        Pipeline.Rest rest = pipeline.rest(topology(next), STOP_PIPELINE.plus(FIRST_TRIES));
        try {
            await(rest.begun(), STOP_PIPELINE);
            end(heard, STOP_PIPELINE);
            startStages(heirs);
        } finally {
            rest.end(topology(next));
        }
        await(rest.over(), STOP_PIPELINE);
    }

    private void start(List<Unit> begin) {
        for (Unit unit : begin) {
            if (!stopping.get()) {
                unit.start();
            }
        }
    }

    /// Waits a little for the first try of all together, so that an agent whose plugins start processes its first row
    /// already.
    private void startStages(List<Unit> begin) throws InterruptedException {
        start(begin);
        long deadline = System.nanoTime() + FIRST_TRIES.toNanos();
        for (Unit unit : begin) {
            ((StageUnit<?>) unit).awaitFirstTry(deadline);
        }
    }

    /// Rows that a removed output cannot deliver at once are dropped, and counted; on disk they stay.
    private static void remove(List<OutputUnit> gone) throws InterruptedException {
        flush(gone, STOP_OUTPUTS);
        end(gone, STOP_OUTPUTS);
        for (OutputUnit output : gone) {
            output.discardBuffer();
        }
    }

    private static void levels(Configuration configuration) {
        for (PluginTable table : configuration.plugins()) {
            if (table.options().logLevel() != null) {
                Log.level(table.displayName(), Derived.level(table.options().logLevel()));
            }
        }
    }

    /// A stage has opened. What is looked at, and when the pipeline comes to it, are the units in place: those of a
    /// change that is under way, or of a stop, have their own time.
    private Future<Void> refreshTopology() {
        return pipeline.replace(() -> topology(inPlace));
    }

    private Topology topology(Units of) {
        List<OutputStage> outputs = new ArrayList<>(extraOutputs);
        of.outputs().forEach(output -> outputs.add(output.stage()));
        List<AggregatorStage> aggregators = new ArrayList<>();
        for (AggregatorUnit unit : of.aggregators()) {
            if (unit.stage() != null) {
                aggregators.add(unit.stage());
            }
        }
        return new Topology(stages(of.first()), aggregators, stages(of.second()), outputs);
    }

    private static List<ProcessorStage> stages(List<ProcessorUnit> units) {
        List<ProcessorUnit> ordered = new ArrayList<>(units);
        ordered.sort(Comparator.comparingLong(ProcessorUnit::order).thenComparingInt(ProcessorUnit::sequence));
        List<ProcessorStage> stages = new ArrayList<>();
        for (ProcessorUnit unit : ordered) {
            if (unit.stage() != null) {
                stages.add(unit.stage());
            }
        }
        return stages;
    }

    /// Gathers everything once, sends it through, and delivers it.
    ///
    /// @param wait for discoveries, and how long listeners serve
    /// @return whether every gather succeeded and nothing is left undelivered
    public boolean once(Configuration configuration, Duration wait) throws InterruptedException {
        Units all;
        applying.lockInterruptibly();
        try {
            all = new UnitPlan(engine, configuration, Units.NONE, this::refreshTopology, this::fail).units();
            levels(configuration);
            units = all;
        } finally {
            applying.unlock();
        }
        all.outputs().forEach(Unit::start);
        startStages(all.stages());
        inPlace = all;
        await(refreshTopology(), STOP_PIPELINE);
        all.discoveries().forEach(Unit::start);
        gatherOnce(all.inputs(), wait);
        engine.stale().sealAll();
        await(pipeline.pushAll(), Duration.ofSeconds(35));
        pushed = true;
        boolean delivered = true;
        for (OutputUnit output : all.outputs()) {
            delivered &= output.flush(Duration.ofSeconds(30));
        }
        long errors = 0;
        for (InputUnit input : all.inputs()) {
            errors += input.parts().telemetry.errors();
        }
        return delivered && errors == 0 && !failed;
    }

    private void gatherOnce(List<InputUnit> inputs, Duration wait) throws InterruptedException {
        List<Thread> gathers = new ArrayList<>();
        for (InputUnit input : inputs) {
            gathers.add(Thread.ofVirtual().start(() -> {
                try {
                    input.once(wait);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (int i = 0; i < gathers.size(); i++) {
            awaitGather(gathers.get(i), inputs.get(i));
        }
    }

    /// A gather that ignores its interrupt is not waited for.
    private static void awaitGather(Thread gather, InputUnit input) throws InterruptedException {
        while (!gather.join(Duration.ofSeconds(1))) {
            if (input.health().state() == PluginHealth.State.STUCK) {
                gather.join(STUCK_GRACE);
                return;
            }
        }
    }

    /// Ends everything, in the order of the rows' way, within ten seconds whatever plugins do. A disk
    /// has ten more to take what is left.
    public void stop() throws InterruptedException {
        if (stopping.getAndSet(true)) {
            stopped.await();
            return;
        }
        try {
            stopAll();
        } finally {
            stopped.countDown();
            ended.countDown();
        }
    }

    private void stopAll() throws InterruptedException {
        long deadline = System.nanoTime() + STOP.toNanos();
        boolean alone = applying.tryLock(STOP_APPLYING.toMillis(), TimeUnit.MILLISECONDS);
        Units last = units; // a change that hangs is not waited for: it starts nothing any more
        units = Units.NONE;
        if (alone) {
            applying.unlock();
        }
        end(last.discoveries(), Duration.ofMillis(500));
        end(last.inputs(), least(STOP_INPUTS, deadline));
        engine.stale().sealAll();
        if (!pushed) {
            await(pipeline.pushAll(), least(STOP_PIPELINE, deadline));
        }
        flush(last.outputs(), least(STOP_OUTPUTS, deadline));
        await(pipeline.stop(), least(Duration.ofMillis(500), deadline));
        end(last.outputs(), least(Duration.ofSeconds(1), deadline));
        closeBuffers(STOP_BUFFERS);
        end(last.stages(), Duration.ofMillis(100));
        engine.watch().close();
        saveStates(STOP_STATES);
    }

    /// A disk that hangs holds nobody up: what it did not take by then, it does not get.
    private void closeBuffers(Duration atMost) throws InterruptedException {
        if (!isDone("closing", engine.buffers()::close, atMost)) {
            LOG.error("the disk does not answer: rows that it did not take are lost");
            engine.buffers().giveUp();
        }
    }

    private void saveStates(Duration atMost) throws InterruptedException {
        if (!isDone("saving", engine.states()::write, atMost)) {
            LOG.error("the disk does not answer: the states of plugins are not saved");
        }
    }

    /// Whether something that a disk may hold up is done in time.
    private static boolean isDone(String name, Runnable work, Duration atMost) throws InterruptedException {
        return Thread.ofPlatform().daemon().name(name).start(work).join(atMost);
    }

    private static Duration least(Duration most, long deadline) {
        long left = Math.max(1_000_000, deadline - System.nanoTime());
        return Duration.ofNanos(Math.min(most.toNanos(), left));
    }

    private static void flush(List<OutputUnit> outputs, Duration atMost) throws InterruptedException {
        List<Thread> flushes = new ArrayList<>();
        for (OutputUnit output : outputs) {
            flushes.add(Thread.ofVirtual().start(() -> {
                try {
                    output.flush(atMost);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread flush : flushes) {
            flush.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        for (OutputUnit output : outputs) {
            tellLeft(output);
        }
    }

    /// Each of several outputs of one name.
    private static void tellLeft(OutputUnit output) {
        long rows = output.buffer().size();
        if (rows > 0) {
            String what = output.buffer().isDurable() ? "stay on disk" : "are lost";
            Log.counted(() -> LOG.warn(
                    "{}: {} rows could not be delivered before the end, and {}",
                    output.stage().name(),
                    rows,
                    what));
        }
    }

    private static void end(List<? extends Unit> units, Duration atMost) throws InterruptedException {
        units.forEach(Unit::stop);
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Thread> joins = new ArrayList<>();
        for (Unit unit : units) {
            joins.add(Thread.ofVirtual().start(() -> {
                try {
                    if (!unit.join(atMost)) {
                        LOG.warn(
                                "{} does not end and is left alone",
                                unit.health().name());
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread join : joins) {
            join.join(Duration.ofNanos(Math.max(1, deadline + 200_000_000 - System.nanoTime())));
        }
    }

    private static void await(Future<Void> done, Duration atMost) throws InterruptedException {
        try {
            done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException problem) {
            LOG.error("pipeline: {}", String.valueOf(problem.getCause()));
        } catch (TimeoutException late) {
            LOG.warn("the pipeline is busy: going on without waiting for it");
        }
    }

    /// Ends the agent from within: a plugin's `startup_error_behavior` asks for it.
    private void fail() {
        failed = true;
        ended.countDown();
    }

    /// Waits until the agent has been stopped, from outside or from within.
    ///
    /// @return whether it was a plugin's doing
    public boolean awaitEnd() throws InterruptedException {
        ended.await();
        return failed;
    }
}
