package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.FlushException;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Plan;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.channel.FlushToken;
import io.heliograph.core.channel.GatherCounts;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.channel.MetricChannel;
import io.heliograph.core.channel.StaleRows;
import io.heliograph.core.series.SeriesCache;
import io.heliograph.testkit.RecordingAccumulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final MetricChannel channel = new MetricChannel();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong filtered = new AtomicLong();
    private final AtomicLong absorbed = new AtomicLong();
    private final AtomicLong routed = new AtomicLong();
    private final AtomicReference<@Nullable Error> failure = new AtomicReference<>();
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final CountDownLatch never = new CountDownLatch(1);
    private final Told told = new Told();
    private final MemoryBuffer buffer = new MemoryBuffer(1_000_000, Long.MAX_VALUE, new Uncounted());
    private final OutputStage output =
            new OutputStage("out", MetricFilter.NONE, Naming.NONE, buffer, (all, held) -> {}, () -> {});
    private final Pipeline pipeline = new Pipeline(
            channel,
            (rowsMade, rowsFiltered, rowsAbsorbed, rowsRouted) -> {
                Error wanted = failure.getAndSet(null);
                if (wanted != null) {
                    throw wanted;
                }
                made.addAndGet(rowsMade);
                filtered.addAndGet(rowsFiltered);
                absorbed.addAndGet(rowsAbsorbed);
                routed.addAndGet(rowsRouted);
            },
            now::get,
            PATIENCE);

    /// Keeps no counts.
    private static final class Uncounted implements BufferCounts, GatherCounts {
        @Override
        public void count(long gathered, long held) {}

        @Override
        public void error(Throwable problem) {}

        @Override
        public void written(long rows) {}

        @Override
        public void rejected(long rows, String reason) {}

        @Override
        public void dropped(long rows, String reason) {}
    }

    /// What a plugin's stage is told.
    private static final class Told implements StageCounts {
        final AtomicInteger errors = new AtomicInteger();
        final AtomicLong late = new AtomicLong();
        volatile boolean stuck;

        @Override
        public void error(Throwable problem) {
            errors.incrementAndGet();
        }

        @Override
        public void stuck() {
            stuck = true;
        }

        @Override
        public void late(long rows) {
            late.addAndGet(rows);
        }
    }

    @BeforeEach
    void start() {
        pipeline.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        pipeline.stop();
    }

    private void put(long... values) {
        RecordingAccumulator out = new RecordingAccumulator();
        for (long value : values) {
            out.row(out.series("m", "n", String.valueOf(value)))
                    .put("v", value)
                    .at(now.get())
                    .emit();
        }
        put(out.metrics());
    }

    private void put(List<Metric> rows) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.forEach(batch::add);
        channel.put(batch.seal());
    }

    private static Metric at(long nanos) {
        RecordingAccumulator out = new RecordingAccumulator();
        out.row(out.series("m", "n", "0")).put("v", 1L).at(nanos).emit();
        return out.metrics().getFirst();
    }

    private List<String> arrived() {
        List<String> rows = new ArrayList<>();
        var window = buffer.read(1000);
        for (int row = 0; window != null && row < window.batch().size(); row++) {
            Series series = window.batch().series(row);
            rows.add(
                    series.tags().size() == 0
                            ? series.name()
                            : String.valueOf(series.tags().get("n")));
        }
        return rows;
    }

    private void replace(List<ProcessorStage> first, List<AggregatorStage> aggregators) throws Exception {
        pipeline.replace(new Topology(first, aggregators, List.of(), List.of(output)))
                .get(5, TimeUnit.SECONDS);
    }

    private ProcessorStage processor(Processor processor) {
        return new ProcessorStage("processors.test", processor, MetricFilter.NONE, false, told);
    }

    private AggregatorStage aggregator(Aggregator aggregator, boolean dropOriginal) {
        var settings = new AggregatorStage.Settings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                dropOriginal,
                true,
                MetricFilter.NONE,
                Naming.NONE,
                TagSet.EMPTY,
                Duration.ofSeconds(1));
        return new AggregatorStage("aggregators.test", aggregator, settings, told, now.get());
    }

    private void watchUntilStuck() {
        await().until(() -> {
            pipeline.watch();
            return told.stuck;
        });
    }

    private void hang() {
        boolean waiting = true;
        while (waiting) {
            try {
                never.await();
                waiting = false;
            } catch (InterruptedException ignored) {
                waiting = true;
            }
        }
    }

    private void booksBalance(long gathered) {
        assertThat(gathered + made.get()).isEqualTo(routed.get() + filtered.get() + absorbed.get());
    }

    @Test
    void stepThatHangsIsLeftBehindAndNoRowIsLost() throws Exception {
        replace(
                List.of(
                        processor(series -> Plan.each((metric, out) -> out.pass(metric))),
                        processor(series -> Plan.each((metric, out) -> {
                            out.pass(metric);
                            if ("2".equals(metric.series().tags().get("n"))) {
                                hang();
                            }
                        }))),
                List.of());
        put(1, 2, 3);
        put(4);
        watchUntilStuck();
        await().until(() -> buffer.size() == 5);
        assertThat(arrived()).containsExactly("1", "2", "2", "3", "4");
        pipeline.pushAll().get(5, TimeUnit.SECONDS);
        booksBalance(4);
    }

    @Test
    void planThatHangsIsLeftBehindAndNoRowIsLost() throws Exception {
        replace(
                List.of(processor(series -> {
                    if ("2".equals(series.tags().get("n"))) {
                        hang();
                    }
                    return Plan.KEEP;
                })),
                List.of());
        put(1, 2, 3);
        watchUntilStuck();
        await().until(() -> buffer.size() == 3);
        assertThat(arrived()).containsExactly("1", "2", "3");
        pipeline.pushAll().get(5, TimeUnit.SECONDS);
        booksBalance(3);
    }

    /// Listener, stale rows and watch as the agent has them, with a channel that is full before the watch looks.
    @Test
    void fullChannelDoesNotKeepAPluginThatHangsFromBeingLeftBehind() throws Exception {
        StaleRows stale = new StaleRows();
        InputStage input = new InputStage(new InputStage.Settings(
                MetricFilter.NONE,
                Naming.NONE,
                TagSet.EMPTY,
                TagSet.EMPTY,
                TagSet.EMPTY,
                false,
                false,
                Duration.ofSeconds(1),
                Entrance.TimeSource.METRIC));
        replace(
                List.of(processor(series -> {
                    hang();
                    return Plan.KEEP;
                })),
                List.of());
        HostAccumulator out =
                HostAccumulator.ofService(input, channel, new SeriesCache(), new Uncounted(), now::get, stale);
        Thread emits = Thread.ofVirtual().start(() -> {
            Series series = out.series("m");
            for (int row = 0; row < 80_000; row++) {
                out.row(series).put("v", 1L).emit();
            }
        });
        await().until(() -> channel.size() == 64 && emits.getState() == Thread.State.WAITING);
        var pushed = assertTimeoutPreemptively(Duration.ofSeconds(5), pipeline::pushAll);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            stale.sealOld();
            watchUntilStuck();
        });
        pushed.get(5, TimeUnit.SECONDS);
        await().until(() -> buffer.size() == 80_000);
    }

    @Test
    void errorOfTheHostDoesNotEndTheThread() throws Exception {
        failure.set(new OutOfMemoryError("as a test wants it"));
        put(1);
        await().until(() -> failure.get() == null);
        replace(List.of(), List.of());
        put(2);
        await().until(() -> arrived().contains("2"));
    }

    /// Keeps what an output's entrance counts.
    private static final class Entered implements OutputStage.Counts {
        final AtomicLong all = new AtomicLong();
        final AtomicLong dropped = new AtomicLong();

        @Override
        public void count(long routed, long filtered) {
            all.addAndGet(routed);
        }

        @Override
        public void dropped(long rows, String reason) {
            assertThat(reason).isEqualTo(OutputStage.HOST_ERROR);
            dropped.addAndGet(rows);
        }
    }

    private static StageCounts countsThatFail() {
        return new StageCounts() {
            @Override
            public void error(Throwable problem) {
                throw new OutOfMemoryError("as a test wants it");
            }

            @Override
            public void stuck() {}

            @Override
            public void late(long rows) {}
        };
    }

    @Test
    void rowsLostToAnErrorOfTheHostAreDroppedAndCounted() throws Exception {
        Entered entered = new Entered();
        OutputStage counted = new OutputStage("out", MetricFilter.NONE, Naming.NONE, buffer, entered, () -> {});
        Processor splits = series -> Plan.each((metric, out) -> {
            String n = String.valueOf(metric.tags().get("n"));
            if (n.equals("4")) {
                throw new IllegalStateException("and then the host fails");
            }
            for (int copies = 0; copies < Integer.parseInt(n); copies++) {
                out.pass(metric);
            }
        });
        ProcessorStage stage =
                new ProcessorStage("processors.test", splits, MetricFilter.NONE, false, countsThatFail());
        pipeline.replace(new Topology(List.of(stage), List.of(), List.of(), List.of(counted)))
                .get(5, TimeUnit.SECONDS);
        put(0, 1, 2, 3, 4, 5);
        put(1, 2);
        await().until(() -> buffer.size() == 3);
        replace(List.of(), List.of());
        assertThat(8 + made.get()).isEqualTo(routed.get() + filtered.get() + absorbed.get());
        assertThat(entered.all).hasValue(routed.get());
        assertThat(entered.dropped).hasValue(routed.get() - 3).hasPositiveValue();
    }

    @Test
    void outputThatFailsDoesNotKeepRowsFromOthers() throws Exception {
        OutputStage.Counts fails = (all, held) -> {
            throw new OutOfMemoryError("as a test wants it");
        };
        OutputStage failing = new OutputStage("failing", MetricFilter.NONE, Naming.NONE, buffer, fails, () -> {});
        pipeline.replace(new Topology(List.of(), List.of(), List.of(), List.of(failing, output)))
                .get(5, TimeUnit.SECONDS);
        put(1);
        await().until(() -> arrived().contains("1"));
    }

    /// What an error has cost is not acknowledged to who waits for it; who comes later is not told.
    @Test
    void rowsLostToAnErrorOfTheHostAreNotDurable() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        OutputStage.Counts counts = (all, held) -> {
            if (broken.get()) {
                throw new OutOfMemoryError("as a test wants it");
            }
        };
        OutputStage failing = new OutputStage("failing", MetricFilter.NONE, Naming.NONE, buffer, counts, () -> {});
        pipeline.replace(new Topology(List.of(), List.of(), List.of(), List.of(failing)))
                .get(5, TimeUnit.SECONDS);
        FlushToken lost = new FlushToken(System.nanoTime());
        put(1);
        channel.put(lost);
        assertThatThrownBy(() -> lost.done().get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(FlushException.class);
        broken.set(false);
        FlushToken later = new FlushToken(System.nanoTime());
        put(2);
        channel.put(later);
        later.done().get(5, TimeUnit.SECONDS);
    }

    @Test
    void stepThatThrowsLetsTheRowPass() throws Exception {
        replace(
                List.of(processor(series -> Plan.each((metric, out) -> {
                    throw new IllegalStateException("always");
                }))),
                List.of());
        put(1, 2);
        await().until(() -> buffer.size() == 2);
        assertThat(told.errors).hasValue(2);
    }

    @Test
    void markerOfAnEndedSeriesIsNotLookedAtAndNotAggregated() throws Exception {
        Tally tally = new Tally();
        replace(
                List.of(
                        processor(series -> Plan.each((metric, out) -> {
                            throw new IllegalStateException("looks at " + metric);
                        })),
                        processor(series -> Plan.become(series.with("n", "after")))),
                List.of(aggregator(tally, true)));
        RecordingAccumulator out = new RecordingAccumulator();
        double stale = Double.longBitsToDouble(Metric.STALE_BITS);
        out.row(out.series("m", "n", "0"))
                .put("v", stale)
                .put("w", stale)
                .at(now.get())
                .emit();
        put(out.metrics());
        await().until(() -> buffer.size() == 1);
        assertThat(arrived()).containsExactly("after");
        assertThat(told.errors).hasValue(0);
        assertThat(tally.rows).isZero();
        booksBalance(1);
    }

    @Test
    void reloadThatWaitsForAHangingAggregatorIsFinished() throws Exception {
        Aggregator hanging = new Tally() {
            @Override
            public void push(Accumulator out) {
                hang();
            }
        };
        replace(List.of(), List.of(aggregator(hanging, true)));
        put(1);
        var done = pipeline.replace(new Topology(List.of(), List.of(), List.of(), List.of(output)));
        watchUntilStuck();
        done.get(5, TimeUnit.SECONDS);
        put(2);
        await().until(() -> arrived().contains("2"));
    }

    /// Gives two rows at every push, and counts the pushes.
    private static final class Pair implements Aggregator {
        final AtomicInteger pushes = new AtomicInteger();

        @Override
        public void add(Metric metric) {}

        @Override
        public void push(Accumulator out) {
            pushes.incrementAndGet();
            out.row(out.series("pair", "n", "a")).put("v", 1L).emit();
            out.row(out.series("pair", "n", "b")).put("v", 1L).emit();
        }
    }

    private ProcessorStage hangingAt(String n) {
        return processor(series -> Plan.each((metric, out) -> {
            if (n.equals(metric.series().tags().get("n"))) {
                hang();
            }
            out.pass(metric);
        }));
    }

    @Test
    void windowIsNotPushedAgainWhenTheChainBehindItHangs() throws Exception {
        Pair pair = new Pair();
        pipeline.replace(new Topology(
                        List.of(), List.of(aggregator(pair, false)), List.of(hangingAt("b")), List.of(output)))
                .get(5, TimeUnit.SECONDS);
        now.addAndGet(12_000_000_000L);
        put(1);
        watchUntilStuck();
        await().until(() -> arrived().contains("b"));
        put(2);
        await().until(() -> arrived().contains("2"));
        assertThat(pair.pushes).hasValue(1);
        assertThat(arrived()).containsOnlyOnce("a", "b");
        pipeline.pushAll().get(5, TimeUnit.SECONDS);
        booksBalance(2);
    }

    @Test
    void callThatPushesDoesNotPushAgainWhenTheChainBehindItHangs() throws Exception {
        Pair pair = new Pair();
        pipeline.replace(new Topology(
                        List.of(), List.of(aggregator(pair, false)), List.of(hangingAt("b")), List.of(output)))
                .get(5, TimeUnit.SECONDS);
        var done = pipeline.pushAll();
        watchUntilStuck();
        done.get(5, TimeUnit.SECONDS);
        assertThat(pair.pushes).hasValue(1);
        assertThat(arrived()).containsExactly("a", "b");
        pipeline.pushAll().get(5, TimeUnit.SECONDS);
        assertThat(pair.pushes).as("the next call pushes again").hasValue(2);
    }

    /// Counts rows, and fails where the test wants it.
    private static class Tally implements Aggregator {
        long rows;
        boolean failing;

        @Override
        public void add(Metric metric) {
            if (failing) {
                throw new IllegalStateException("cannot");
            }
            rows++;
        }

        @Override
        public void push(Accumulator out) {
            out.row(out.series("tally")).put("rows", rows).emit();
            rows = 0;
        }
    }

    @Test
    void windowsTakeWhatIsTheirs() {
        Tally tally = new Tally();
        AggregatorStage stage = aggregator(tally, false);
        long begin = now.get();
        long second = 1_000_000_000L;
        assertThat(stage.offer(at(begin))).isTrue();
        assertThat(stage.offer(at(begin - 2 * second))).as("within grace").isTrue();
        assertThat(stage.offer(at(begin - 3 * second))).as("too old").isFalse();
        assertThat(stage.offer(at(begin + 10 * second)))
                .as("waits for the next")
                .isTrue();
        assertThat(stage.offer(at(begin + 25 * second))).as("too new").isFalse();
        assertThat(tally.rows).isEqualTo(2);
        assertThat(told.late).hasValue(2);
        assertThat(stage.dueNanos()).isEqualTo(begin + 11 * second);
        assertThat(stage.nextWindow(begin + 11 * second)).hasSize(1);
        assertThat(stage.dueNanos()).isEqualTo(begin + 21 * second);
    }

    @Test
    void windowFollowsALeapOfTheClock() {
        AggregatorStage stage = aggregator(new Tally(), false);
        long later = now.get() + 3_605_000_000_000L;
        stage.nextWindow(later);
        assertThat(stage.dueNanos()).isBetween(later, later + 11_000_000_000L);
        long before = now.get() - 3_605_000_000_000L;
        assertThat(stage.isDue(before)).as("its time would not come for long").isTrue();
        stage.nextWindow(before);
        assertThat(stage.dueNanos()).isBetween(before, before + 11_000_000_000L);
        assertThat(stage.isDue(before)).isFalse();
    }

    @Test
    void aggregatorThatThrowsAtARowThatWaitedDoesNotEndTheThread() throws Exception {
        Tally tally = new Tally();
        tally.failing = true;
        AggregatorStage stage = aggregator(tally, false);
        replace(List.of(), List.of(stage));
        put(List.of(at(now.get() + 10_000_000_000L)));
        await().until(() -> buffer.size() == 1);
        now.addAndGet(12_000_000_000L);
        put(2);
        await().until(() -> told.errors.get() > 0);
        put(3);
        await().until(() -> arrived().contains("3"));
    }
}
