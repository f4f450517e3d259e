package io.heliograph.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.Series;
import io.heliograph.core.channel.Admission;
import io.heliograph.core.channel.ColumnPool;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.channel.GatherCounts;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.channel.MetricChannel;
import io.heliograph.core.series.SeriesCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final List<Long> gathers = new CopyOnWriteArrayList<>();
    private final List<Long> ends = new CopyOnWriteArrayList<>();
    private final List<Long> endedAt = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private final class Target implements Input {
        @Override
        public void gather(Accumulator out) {
            gathers.add(now());
        }

        @Override
        public void ended(long epochNanos, Accumulator out) {
            ends.add(epochNanos);
            endedAt.add(now());
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private final class Quiet implements GatherEvents, GatherCounts {
        @Override
        public boolean startFailed(Throwable problem) {
            return false;
        }

        @Override
        public void gathered(long nanos) {}

        @Override
        public void gatherFailed(Throwable problem, long nanos) {}

        @Override
        public void late(String doing, Duration sofar) {}

        @Override
        public void stuck(String doing, Duration sofar) {}

        @Override
        public void cameBack(String doing, Duration after) {}

        @Override
        public void ended() {
            over.set(true);
        }

        @Override
        public void closeFailed(Throwable problem) {
            throw new AssertionError(problem);
        }

        @Override
        public void count(long gathered, long filtered) {}

        @Override
        public void error(Throwable problem) {}
    }

    private static long now() {
        return System.currentTimeMillis() * 1_000_000;
    }

    private GatherLoop loop() {
        Quiet quiet = new Quiet();
        Entrance all = new Entrance() {
            @Override
            public Admission admit(Series series) {
                return new Admission(series, null);
            }

            @Override
            public long round(long epochNanos) {
                return epochNanos;
            }

            @Override
            public TimeSource timeSource() {
                return TimeSource.METRIC;
            }
        };
        HostAccumulator out = HostAccumulator.ofGathers(
                all, new MetricChannel(), new SeriesCache(), quiet, LeavingTest::now, new ColumnPool());
        Ticks ticks = new Ticks(INTERVAL, Duration.ZERO, Duration.ZERO, false, now());
        GatherLoop.Settings settings =
                new GatherLoop.Settings("test", INTERVAL, Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new GatherLoop(settings, Target::new, ticks, out, quiet, LeavingTest::now);
    }

    @Test
    void whatHasGoneSaysSoAfterItsNextTwoTicksWithTheTimeOfTheFirst() throws Exception {
        GatherLoop loop = loop();
        loop.start();
        await().until(() -> gathers.size() >= 2);
        loop.leave();
        assertThat(loop.join(Duration.ofSeconds(5))).isTrue();
        assertThat(ends).hasSize(1);
        assertThat(ends.getFirst() - gathers.getLast()).isBetween(0L, 120_000_000L);
        assertThat(endedAt.getFirst() - ends.getFirst()).isGreaterThanOrEqualTo(109_000_000L);
        assertThat(over).isTrue();
        assertThat(closed).isTrue();
    }

    @Test
    void whatIsStoppedSaysNothing() throws Exception {
        GatherLoop loop = loop();
        loop.start();
        await().until(() -> !gathers.isEmpty());
        loop.leave();
        loop.stop();
        assertThat(loop.join(Duration.ofSeconds(5))).isTrue();
        assertThat(ends).isEmpty();
        assertThat(over).isTrue();
        assertThat(closed).isTrue();
    }

    @Test
    void whatWasNeverGatheredFromSaysNothing() throws Exception {
        GatherLoop loop = loop();
        loop.leave();
        loop.start();
        assertThat(loop.join(Duration.ofSeconds(5))).isTrue();
        assertThat(gathers).isEmpty();
        assertThat(ends).isEmpty();
        assertThat(over).isTrue();
    }
}
