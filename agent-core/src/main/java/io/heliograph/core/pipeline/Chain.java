package io.heliograph.core.pipeline;

import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.core.channel.Admission;
import io.heliograph.core.series.Answers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Processors in their order, run over batches.
///
/// For each series and each place in the chain there is one [Answer]: how far rows of that series get without anybody
/// looking at a field, and under which identity. It is worked out once and kept with the series, so that ten rules
/// that look at names and tags cost one lookup. A batch whose rows all go through unchanged is handed on itself;
/// otherwise rows are copied into a new one. Where a step has to look at a row, the row is taken out as a [Metric],
/// and what the step emits goes on from the next place, depth first, so that the order of rows is kept.
///
/// Confined to the pipeline's thread, which is watched by a [StepGuard] while it is inside a plugin. When that thread
/// is left behind, another one goes on with a copy of the chain ([#takenOver]): rows that have come through are kept,
/// answers are asked for again.
final class Chain {
    private static final Answer DROPPED = new Answer(0, null, null);

    private final List<ProcessorStage> stages;
    private final StepGuard guard;
    private final Place[] places;
    private final StepAccumulator[] accumulators;
    private final MetricBatch.Builder out;
    private @Nullable Metric asking; // the row that the present question is about, if any
    private long made;
    private long filtered;

    /// How far rows of a series get. An identity under a target's tags goes on under those of the row's own target.
    ///
    /// @param stop the place whose step looks at the row; the number of places where none does
    /// @param series the identity of the row there; null where it is dropped before
    /// @param step what looks at the row
    private record Answer(int stop, @Nullable Series series, ProcessorStage.@Nullable Step step) {
        Series under(@Nullable Overlay target) {
            Series known = Objects.requireNonNull(series);
            return known.base().over(Admission.under(known, target));
        }
    }

    /// The answers for one place.
    private final class Place extends Answers<Answer> {
        private final int place;

        Place(int place) {
            this.place = place;
        }

        @Override
        protected Answer ask(Series series) {
            return workOut(series, place, asking);
        }

        /// A step may have been made for the series as it was under one target's tags.
        @Override
        protected boolean isShareable(Answer answer) {
            return answer.step == null || answer.step.plugin() == null;
        }
    }

    /// How far a batch has come.
    static final class Cursor {
        int row;
        boolean changed;
    }

    Chain(List<ProcessorStage> stages, StepGuard guard) {
        this(stages, guard, new MetricBatch.Builder());
    }

    private Chain(List<ProcessorStage> stages, StepGuard guard, MetricBatch.Builder out) {
        this.stages = stages;
        this.guard = guard;
        this.out = out;
        this.places = new Place[stages.size()];
        this.accumulators = new StepAccumulator[stages.size()];
        for (int place = 0; place < places.length; place++) {
            int next = place + 1;
            places[place] = new Place(place);
            accumulators[place] = new StepAccumulator(
                    metric -> emitted(metric, next), stages.get(place).counts());
        }
    }

    /// @param stuck where the thread was left: its row goes on besides what its step has emitted
    Chain takenOver(StepGuard by, Stage stuck) {
        retire();
        Chain chain = new Chain(stages, by, out);
        chain.made = made + madeByOpenSteps(stuck);
        chain.filtered = filtered;
        return chain;
    }

    /// The same chain without what is under way in it, after a failure of the host.
    Chain renewed() {
        Chain chain = new Chain(stages, guard);
        chain.made = made;
        chain.filtered = filtered;
        retire();
        return chain;
    }

    private long madeByOpenSteps(Stage stuck) {
        long rows = 0;
        for (int place = 0; place < accumulators.length; place++) {
            if (accumulators[place].isOpen()) {
                rows += accumulators[place].emitted() - (stages.get(place) == stuck ? 0 : 1);
            }
        }
        return rows;
    }

    /// The answers are of no use any more.
    void retire() {
        for (Place place : places) {
            place.retire();
        }
    }

    List<ProcessorStage> stages() {
        return stages;
    }

    /// Sends the rows that are left of a batch through. Returns the batch itself where nothing changes, otherwise a
    /// new one, and null where no row comes through.
    @Nullable
    MetricBatch run(MetricBatch batch, Cursor cursor) {
        if (!cursor.changed) {
            skipUnchanged(batch, cursor);
            if (cursor.row == batch.size()) {
                return batch;
            }
            for (int row = 0; row < cursor.row; row++) {
                out.copy(batch, row);
            }
            cursor.changed = true;
        }
        while (cursor.row < batch.size()) {
            route(batch, cursor.row);
            cursor.row++;
        }
        return collected();
    }

    /// The rows that have come through so far, or null.
    @Nullable
    MetricBatch collected() {
        return out.size() == 0 ? null : out.seal();
    }

    private void skipUnchanged(MetricBatch batch, Cursor cursor) {
        if (stages.isEmpty()) {
            cursor.row = batch.size();
        }
        while (cursor.row < batch.size()) {
            Answer answer = answer(batch.base(cursor.row), batch.overlay(cursor.row), 0, null);
            if (answer.stop != stages.size() || !keeps(answer, batch, cursor.row)) {
                return;
            }
            cursor.row++;
        }
    }

    private static boolean keeps(Answer answer, MetricBatch batch, int row) {
        Series series = answer.series;
        return series != null
                && series.base() == batch.base(row)
                && Admission.under(series, batch.overlay(row)) == batch.overlay(row);
    }

    private void route(MetricBatch batch, int row) {
        Overlay target = batch.overlay(row);
        Answer answer = answer(batch.base(row), target, 0, null);
        if (answer.series == null) {
            filtered++;
        } else if (answer.stop == stages.size()) {
            out.copy(batch, row, answer.series.base(), Admission.under(answer.series, target));
        } else {
            step(batch.metric(row).as(answer.under(target)), answer);
        }
    }

    /// Sends a row on from a place.
    void goOn(Metric metric, int place) {
        if (place == stages.size()) {
            out.add(metric);
            return;
        }
        Overlay target = metric.series().overlay();
        Answer answer = answer(metric.series().base(), target, place, metric);
        if (answer.series == null) {
            filtered++;
        } else if (answer.stop == stages.size()) {
            out.add(metric.as(answer.under(target)));
        } else {
            step(metric.as(answer.under(target)), answer);
        }
    }

    /// A plugin emits: the thread is the host's for a while.
    private void emitted(Metric metric, int place) {
        StepGuard.Visit visit = guard.leave();
        goOn(metric, place);
        if (visit != null) {
            guard.enter(visit);
        }
    }

    private void step(Metric metric, Answer answer) {
        int place = answer.stop;
        if (metric.isStale()) {
            goOn(metric, place + 1); // it says that a series has ended, and has no values to look at
            return;
        }
        ProcessorStage stage = stages.get(place);
        StepAccumulator accumulator = accumulators[place];
        accumulator.begin(metric.epochNanos());
        Throwable problem = null;
        guard.enter(new StepGuard.Visit(stage, metric, place + 1));
        try {
            stage.apply(Objects.requireNonNull(answer.step), metric, accumulator);
        } catch (StepGuard.Abandoned abandoned) {
            throw abandoned;
        } catch (Throwable thrown) {
            problem = thrown;
        }
        guard.leave();
        if (problem != null) {
            stage.counts().error(problem);
        }
        accumulator.end();
        settle(metric, stage, place, accumulator.emitted(), problem != null);
    }

    private void settle(Metric metric, ProcessorStage stage, int place, int emitted, boolean failed) {
        if (emitted == 0 && failed && !stage.dropsOnError()) {
            goOn(metric, place + 1);
        } else if (emitted == 0) {
            filtered++;
        } else {
            made += emitted - 1;
        }
    }

    private Answer answer(Series base, @Nullable Overlay target, int place, @Nullable Metric metric) {
        asking = metric;
        return places[place].of(base, target);
    }

    private Answer workOut(Series series, int place, @Nullable Metric metric) {
        Series identity = series;
        for (int at = place; at < stages.size(); at++) {
            ProcessorStage.Verdict verdict =
                    verdict(stages.get(at), identity, new StepGuard.Visit(stages.get(at), metric, place));
            if (verdict.series() == null) {
                return DROPPED;
            }
            identity = verdict.series();
            if (verdict.step() != null) {
                return new Answer(at, identity, verdict.step());
            }
        }
        return new Answer(stages.size(), identity, null);
    }

    private ProcessorStage.Verdict verdict(ProcessorStage stage, Series series, StepGuard.Visit visit) {
        guard.enter(visit);
        ProcessorStage.Verdict verdict;
        Throwable problem = null;
        try {
            verdict = stage.verdict(series);
        } catch (Throwable thrown) {
            problem = thrown;
            verdict = stage.dropsOnError() ? ProcessorStage.Verdict.DROPPED : new ProcessorStage.Verdict(series, null);
        }
        guard.leave();
        if (problem != null) {
            stage.counts().error(problem);
        }
        return verdict;
    }

    /// Lets what steps have made and not used lately go.
    void age() {
        for (StepAccumulator accumulator : accumulators) {
            accumulator.age();
        }
    }

    /// Rows added since the last call.
    long takeMade() {
        long taken = made;
        made = 0;
        return taken;
    }

    /// Rows dropped since the last call.
    long takeFiltered() {
        long taken = filtered;
        filtered = 0;
        return taken;
    }
}
