package io.heliograph.core.pipeline;

import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.Admission;
import io.heliograph.core.channel.Entrance.TimeSource;
import io.heliograph.core.series.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An aggregator with its filter and its window of time.
///
/// A window reaches from its begin up to its end, exclusive, and is pushed `delay` after its end, so that rows which
/// are late by less than that still count; what comes meanwhile and belongs to the next window waits for it.
/// (Telegraf pushes at the end, and lets rows of the next window into this one.) Rows that are older than the window
/// by more than `grace`, or newer than the next one, or too many that are early, are not taken, and go on even where
/// `drop_original` is set.
public final class AggregatorStage extends Stage {
    /// The settings of an aggregator.
    ///
    /// @param period the length of a window
    /// @param delay how long after its end a window is pushed
    /// @param grace how much older than the window a row may be
    /// @param dropOriginal rows that are taken do not go on
    /// @param aligned windows begin at multiples of the period
    /// @param filter which rows are taken, and what of them
    /// @param naming of the aggregates
    /// @param tags of the aggregates, where they have none of the key
    /// @param precision times of aggregates are rounded to multiples of it
    public record Settings(
            Duration period,
            Duration delay,
            Duration grace,
            boolean dropOriginal,
            boolean aligned,
            MetricFilter filter,
            Naming naming,
            TagSet tags,
            Duration precision) {}

    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /// Rows that wait for the next window at the most, of some 256 bytes each: a sender whose clock is ahead must not
    /// fill the memory.
    private static final long MOST_EARLY =
            Math.max(100_000, Runtime.getRuntime().maxMemory() / 4 / 256);

    private final Aggregator aggregator;
    private final Settings settings;
    private final StageCounts counts;
    private final InputStage names;
    private final Answers<Admission> admissions = new Admissions();
    private final List<Metric> next = new ArrayList<>();
    private long begin;
    private long end;

    /// @param nowNanos the present time: it lies in the first window
    public AggregatorStage(String name, Aggregator aggregator, Settings settings, StageCounts counts, long nowNanos) {
        super(name);
        this.aggregator = aggregator;
        this.settings = settings;
        this.counts = counts;
        this.names = new InputStage(new InputStage.Settings(
                MetricFilter.NONE,
                settings.naming,
                TagSet.EMPTY,
                settings.tags,
                TagSet.EMPTY,
                false,
                false,
                settings.precision,
                TimeSource.METRIC));
        startWindow(nowNanos);
    }

    private void startWindow(long nowNanos) {
        long period = Math.max(1, settings.period.toNanos());
        begin = settings.aligned ? nowNanos - Math.floorMod(nowNanos, period) : nowNanos;
        end = begin + period;
    }

    @Override
    StageCounts counts() {
        return counts;
    }

    boolean dropsOriginal() {
        return settings.dropOriginal;
    }

    /// When the window is to be pushed.
    long dueNanos() {
        return end + settings.delay.toNanos();
    }

    /// Whether it is to be pushed now: at its time, and where the clock was set back by more than a window, at once, as
    /// its time would not come for long.
    boolean isDue(long nowNanos) {
        return nowNanos >= dueNanos() || nowNanos < begin - Math.max(1, settings.period.toNanos());
    }

    /// The row as the aggregator is to see it; null where it is not concerned.
    @Nullable
    Metric select(Metric metric, StepAccumulator masker) {
        Admission admission = admissions.of(metric.series());
        Series series = admission.series();
        if (isStuck() || series == null) {
            return null;
        }
        Metric selected = metric.as(under(series, metric));
        return admission.fields() == null ? selected : masker.masked(selected, admission.fields());
    }

    private static Series under(Series series, Metric metric) {
        Overlay target = Admission.under(series, metric.series().overlay());
        return series.base() == metric.series().base()
                        && target == metric.series().overlay()
                ? metric.series()
                : series.base().over(target);
    }

    private final class Admissions extends Answers<Admission> {
        @Override
        protected Admission ask(Series series) {
            MetricFilter filter = settings.filter;
            return filter.selects(series) ? new Admission(filter.keep(series), filter.fields()) : Admission.REFUSED;
        }
    }

    /// Takes a row, now or for the next window; false where it is too old or too new.
    boolean offer(Metric metric) {
        long time = metric.epochNanos();
        if (time < end && time >= begin - settings.grace.toNanos()) {
            aggregator.add(metric);
            return true;
        }
        if (time >= end && time < dueNanos() + settings.period.toNanos()) {
            return offerEarly(metric);
        }
        counts.late(1);
        return false;
    }

    private boolean offerEarly(Metric metric) {
        if (next.size() < MOST_EARLY) {
            next.add(metric);
            return true;
        }
        LOG.warn("{}: too many rows wait for the next window; others that are as early are left out of it", name());
        counts.late(1);
        return false;
    }

    /// The rows that wait for the next window, which wait no longer.
    List<Metric> takeWaiting() {
        List<Metric> waiting = List.copyOf(next);
        next.clear();
        return waiting;
    }

    /// Takes a row into the present window, whatever its time.
    void addNow(Metric row) {
        aggregator.add(row);
    }

    /// Pushes the window.
    void push(StepAccumulator out, long nowNanos) {
        out.begin(names.round(Math.min(nowNanos, end)));
        aggregator.push(out);
    }

    /// Moves on to the next window; after a leap of the clock, to the one of the present time.
    ///
    /// @return the rows that waited for it, to be offered again
    List<Metric> nextWindow(long nowNanos) {
        long period = Math.max(1, settings.period.toNanos());
        begin = end;
        end = begin + period;
        if (nowNanos >= dueNanos() || nowNanos < begin - period) {
            startWindow(nowNanos);
        }
        return takeWaiting();
    }

    /// The name and tags that an aggregate goes on under.
    Metric named(Metric aggregate) {
        Series series = names.admit(aggregate.series()).series();
        return series == null ? aggregate : aggregate.as(under(series, aggregate));
    }

    @Override
    public void retire() {
        super.retire();
        admissions.retire();
        names.retire();
    }
}
