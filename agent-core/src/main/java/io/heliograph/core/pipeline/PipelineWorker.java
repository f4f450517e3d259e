package io.heliograph.core.pipeline;

import io.heliograph.api.FlushException;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.Refusals;
import io.heliograph.core.channel.FlushToken;
import io.heliograph.core.channel.HostAccumulator.NanoClock;
import io.heliograph.core.channel.MetricChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pipeline's thread.
///
/// Everything that it must know to go on is in fields, and not on its stack: the batch in hand and how far it has
/// come ([Work]). So another worker can take over when this one's thread is left inside a plugin. From then on this
/// one touches nothing any more: its [StepGuard] throws at its first step back into the host.
final class PipelineWorker {
    private static final Logger LOG = LoggerFactory.getLogger("agent");
    private static final long AGE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long IDLE_MILLIS = 1000;
    private static final long PAUSE_MILLIS = 100; // after a failure of the host, which may come again at once

    private final MetricChannel channel;
    private final PipelineCounts counts;
    private final NanoClock clock;
    private final StepGuard guard = new StepGuard();
    private final @Nullable PipelineWorker before;
    private final StepGuard.@Nullable Visit visit;

    private Topology topology;
    private Chain first;
    private Chain second;
    private final Map<AggregatorStage, StepAccumulator> aggregates = new HashMap<>();
    private @Nullable Work work;
    private @Nullable Runnable call; // under way: whoever takes over does it again
    private final Refusals losses; // rows that a failure of the host has cost, and nobody may call durable
    private final Set<AggregatorStage> pushed = new HashSet<>(); // by this call: not again by whoever takes over
    private @Nullable AggregatorStage pushing; // its push is under way
    private boolean running = true;
    private long aged = System.nanoTime();
    private long taken; // rows from the channel; like the others, since the last report
    private long absorbed;
    private long made;
    private long routed;

    /// A batch in hand.
    private static final class Work {
        final MetricBatch batch;
        final Chain.Cursor cursor = new Chain.Cursor();
        boolean chained;

        @Nullable
        MetricBatch rows;

        int row;
        MetricBatch.@Nullable Builder kept;

        Work(MetricBatch batch) {
            this.batch = batch;
        }
    }

    PipelineWorker(MetricChannel channel, PipelineCounts counts, NanoClock clock) {
        this.channel = channel;
        this.counts = counts;
        this.clock = clock;
        this.before = null;
        this.visit = null;
        this.losses = new Refusals();
        this.topology = Topology.EMPTY;
        this.first = new Chain(List.of(), guard);
        this.second = new Chain(List.of(), guard);
    }

    /// Takes over from a worker that was left behind.
    ///
    /// @param visit where it was left
    PipelineWorker(PipelineWorker before, StepGuard.Visit visit) {
        this.channel = before.channel;
        this.counts = before.counts;
        this.clock = before.clock;
        this.before = before;
        this.visit = visit;
        this.topology = before.topology;
        this.first = before.first.takenOver(guard, visit.stage());
        this.second = before.second.takenOver(guard, visit.stage());
        this.work = before.work;
        this.call = before.call;
        this.pushing = before.pushing;
        this.losses = before.losses;
        this.pushed.addAll(before.pushed);
        this.taken = before.taken;
        this.absorbed = before.absorbed;
        this.made = before.made;
        this.routed = before.routed;
    }

    void start() {
        Thread.ofPlatform().name("pipeline").daemon().start(this::run);
    }

    StepGuard.@Nullable Visit abandonAfter(Duration patience) {
        return guard.abandonAfter(patience.toNanos());
    }

    /// Something that the thread does next.
    @FunctionalInterface
    private interface Move {
        void make() throws InterruptedException;
    }

    private void run() {
        try {
            attempt(this::resume);
            attempt(this::finishCall);
            while (running) {
                attempt(this::turn);
            }
        } catch (StepGuard.Abandoned abandoned) {
            LOG.debug("a thread that was left behind has come back and ends");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A defect of the host, or a want of memory, costs the batch in hand, and not the thread.
    private void attempt(Move move) throws InterruptedException {
        try {
            move.make();
        } catch (StepGuard.Abandoned | InterruptedException over) {
            throw over;
        } catch (Throwable problem) {
            failed(problem);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /// Where memory is short, this may fail too; the next failure tries again.
    private void failed(Throwable problem) {
        guard.leave();
        Work lost = work;
        work = null;
        losses.add(System.nanoTime());
        try {
            LOG.error(
                    "the pipeline failed on {}",
                    lost == null ? "a window or call" : "a batch of " + lost.batch.size() + " rows",
                    problem);
            endPush(clock.epochNanos());
            first = first.renewed();
            second = second.renewed();
            balance();
        } catch (StepGuard.Abandoned abandoned) {
            throw abandoned;
        } catch (Throwable again) {
            problem.addSuppressed(again);
        }
    }

    /// Rows that were taken or made, and are neither routed nor anything else: the failure has cost them. Every output
    /// that would have been offered them counts them as dropped.
    private void balance() {
        made += first.takeMade() + second.takeMade();
        long held = absorbed + first.takeFiltered() + second.takeFiltered();
        long lost = taken + made - held - routed;
        if (lost < 0) { // a step emitted rows that are gone on, and was cut short before they were counted as made
            made -= lost;
            lost = 0;
        }
        counts.count(made, held - absorbed, absorbed, routed + lost);
        forgetCounts();
        for (OutputStage output : topology.outputs()) {
            output.lost(lost);
        }
    }

    private void forgetCounts() {
        taken = 0;
        made = 0;
        absorbed = 0;
        routed = 0;
    }

    private void turn() throws InterruptedException {
        pushDue();
        MetricChannel.Item item = channel.poll(patience(), TimeUnit.MILLISECONDS);
        if (item != null) {
            take(item);
        }
        report();
    }

    /// Goes on where the worker before was left, with what it had in hand.
    private void resume() {
        if (before == null || visit == null) {
            return;
        }
        Metric metric = visit.metric();
        Work present = work;
        if (metric != null && first.stages().contains(visit.stage())) {
            first.goOn(metric, visit.place());
            if (present != null) {
                present.cursor.row++;
            }
        } else if (metric != null) {
            second.goOn(metric, visit.place());
        }
        if (present != null && present.chained) {
            keep(present, present.row++, false);
        }
        finish();
        endPush(clock.epochNanos());
    }

    private void finishCall() {
        Runnable unfinished = call;
        if (unfinished != null) {
            run(unfinished);
        }
    }

    private void run(Runnable work) {
        call = work;
        work.run();
        call = null;
        pushing = null;
        pushed.clear();
    }

    private void take(MetricChannel.Item item) {
        switch (item) {
            case MetricChannel.Item.Rows rows -> {
                taken += rows.batch().size();
                work = new Work(rows.batch());
                finish();
            }
            case MetricChannel.Item.Flush flush -> flush(flush.token());
            case MetricChannel.Item.Call asked -> run(asked.work());
        }
    }

    /// Brings the batch in hand to its end.
    private void finish() {
        Work present = work;
        if (present == null) {
            return;
        }
        if (!present.chained) {
            present.rows = first.run(present.batch, present.cursor);
            present.chained = true;
        }
        if (present.rows != null) {
            aggregate(present, present.rows);
        }
        work = null;
        route(present.kept == null ? present.rows : present.kept.size() == 0 ? null : present.kept.seal());
    }

    private void aggregate(Work present, MetricBatch rows) {
        if (topology.aggregators().isEmpty()) {
            return;
        }
        while (present.row < rows.size()) {
            boolean taken = offerToAll(rows.metric(present.row));
            keep(present, present.row++, taken);
        }
    }

    private boolean offerToAll(Metric metric) {
        if (metric.isStale()) {
            return false; // no value that could be aggregated
        }
        boolean taken = false;
        for (AggregatorStage stage : topology.aggregators()) {
            Metric selected = stage.select(metric, accumulator(stage));
            taken |= selected != null && offer(stage, selected) && stage.dropsOriginal();
        }
        return taken;
    }

    private boolean offer(AggregatorStage stage, Metric metric) {
        guard.enter(new StepGuard.Visit(stage, null, 0));
        boolean taken = false;
        Throwable problem = null;
        try {
            taken = stage.offer(metric);
        } catch (Throwable thrown) {
            problem = thrown;
        }
        guard.leave();
        if (problem != null) {
            stage.counts().error(problem);
        }
        return taken;
    }

    /// Lets a row go on, or not. Rows are copied only once the first one is held back.
    private void keep(Work present, int row, boolean taken) {
        MetricBatch rows = present.rows;
        if (rows == null || row >= rows.size()) {
            return;
        }
        if (taken) {
            absorbed++;
            if (present.kept == null) {
                present.kept = new MetricBatch.Builder();
                copy(rows, 0, row, present.kept);
            }
        } else if (present.kept != null) {
            copy(rows, row, row + 1, present.kept);
        }
    }

    private static void copy(MetricBatch rows, int from, int to, MetricBatch.Builder into) {
        for (int row = from; row < to; row++) {
            into.copy(rows, row);
        }
    }

    private void route(@Nullable MetricBatch batch) {
        if (batch == null) {
            return;
        }
        routed += batch.size();
        for (OutputStage output : topology.outputs()) {
            route(batch, output);
        }
    }

    /// One output that fails does not keep the rows from the others.
    private void route(MetricBatch batch, OutputStage output) {
        try {
            output.route(batch);
        } catch (RuntimeException | Error problem) {
            losses.add(System.nanoTime());
            LOG.error("{}: {} could not be buffered and are dropped", output.name(), batch.size() + " rows", problem);
        }
    }

    private void flush(FlushToken token) {
        report();
        List<CompletableFuture<Void>> waits = new ArrayList<>();
        if (losses.isAnySince(token.sinceNanos())) {
            waits.add(Refusals.failed("a failure of the agent has cost rows"));
        }
        for (OutputStage output : topology.outputs()) {
            waits.add(output.buffer().flush(token.sinceNanos()));
        }
        CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)).whenComplete((done, problem) -> {
            if (problem == null) {
                token.done().complete(null);
            } else {
                token.done().completeExceptionally(cause(problem));
            }
        });
    }

    private static Throwable cause(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof FlushException
                ? cause
                : new FlushException(String.valueOf(cause.getMessage()), Duration.ofSeconds(1));
    }

    private void pushDue() {
        long now = clock.epochNanos();
        for (AggregatorStage stage : topology.aggregators()) {
            if (stage.isDue(now) && !stage.isStuck()) {
                push(stage, now, false);
            }
        }
        if (System.nanoTime() - aged > AGE_NANOS) {
            aged = System.nanoTime();
            first.age();
            second.age();
            aggregates.values().forEach(StepAccumulator::age);
        }
    }

    private void push(AggregatorStage stage, long now, boolean last) {
        if (stage.isStuck() || pushed.contains(stage)) {
            return;
        }
        if (last) {
            stage.takeWaiting().forEach(row -> inPlugin(stage, () -> stage.addNow(row)));
        }
        pushing = stage;
        guard.enter(new StepGuard.Visit(stage, null, 0));
        Throwable problem = null;
        try {
            stage.push(accumulator(stage), now);
        } catch (StepGuard.Abandoned abandoned) {
            throw abandoned;
        } catch (Throwable thrown) {
            problem = thrown;
        }
        guard.leave();
        if (problem != null) {
            stage.counts().error(problem);
        }
        endPush(now);
    }

    /// Moves on to the next window, and sends off what came out of the push: all of it, or where a thread was left
    /// behind in the midst of it what had come by then. The aggregator has given these rows away and is not asked
    /// twice.
    private void endPush(long now) {
        AggregatorStage stage = pushing;
        pushing = null;
        if (stage != null && !stage.isStuck()) {
            if (call != null) {
                pushed.add(stage);
            }
            stage.nextWindow(now).forEach(row -> offer(stage, row));
        }
        route(second.collected());
    }

    private void inPlugin(AggregatorStage stage, Runnable visit) {
        guard.enter(new StepGuard.Visit(stage, null, 0));
        Throwable problem = null;
        try {
            visit.run();
        } catch (Throwable thrown) {
            problem = thrown;
        }
        guard.leave();
        if (problem != null) {
            stage.counts().error(problem);
        }
    }

    private StepAccumulator accumulator(AggregatorStage stage) {
        StepAccumulator known = aggregates.get(stage);
        if (known != null) {
            return known;
        }
        StepAccumulator opened = new StepAccumulator(metric -> aggregated(stage, metric), stage.counts());
        aggregates.put(stage, opened);
        return opened;
    }

    private void aggregated(AggregatorStage stage, Metric aggregate) {
        StepGuard.Visit pushing = guard.leave();
        made++;
        second.goOn(stage.named(aggregate), 0);
        if (pushing != null) {
            guard.enter(pushing);
        }
    }

    /// On the thread only.
    void replace(Topology next) {
        long now = clock.epochNanos();
        for (AggregatorStage stage : topology.aggregators()) {
            if (!next.aggregators().contains(stage)) {
                push(stage, now, true);
                stage.retire();
                aggregates.remove(stage);
            }
        }
        report();
        first.retire();
        second.retire();
        topology = next;
        first = new Chain(next.first(), guard);
        second = new Chain(next.second(), guard);
    }

    /// On the thread only.
    void pushAll() {
        long now = clock.epochNanos();
        for (AggregatorStage stage : topology.aggregators()) {
            push(stage, now, true);
        }
        report();
    }

    /// On the thread only.
    void stop() {
        report();
        running = false;
    }

    private void report() {
        long allMade = made + first.takeMade() + second.takeMade();
        long filtered = first.takeFiltered() + second.takeFiltered();
        if (allMade != 0 || filtered != 0 || absorbed != 0 || routed != 0) {
            counts.count(allMade, filtered, absorbed, routed);
        }
        forgetCounts();
    }

    private long patience() {
        long wait = IDLE_MILLIS;
        long now = clock.epochNanos();
        for (AggregatorStage stage : topology.aggregators()) {
            long due = stage.isStuck() ? Long.MAX_VALUE : stage.dueNanos();
            wait = Math.min(wait, Math.max(0, due - now) / 1_000_000 + 1);
        }
        return channel.isEmpty() ? wait : 0;
    }
}
