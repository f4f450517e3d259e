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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatherLoopTest {
    private static final Duration TICK = Duration.ofMillis(50);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger times = new AtomicInteger();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private volatile CountDownLatch held = new CountDownLatch(1);
    private volatile Input input = out -> times.incrementAndGet();
    private final GatherLoop loop = new GatherLoop(
            new GatherLoop.Settings("in", TICK, Duration.ofMillis(100), Duration.ofMillis(100)),
            () -> input,
            new Ticks(TICK, Duration.ZERO, Duration.ZERO, false, now()),
            accumulator(),
            new Events(),
            GatherLoopTest::now);

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static HostAccumulator accumulator() {
        GatherCounts counts = new GatherCounts() {
            @Override
            public void count(long gathered, long filtered) {}

            @Override
            public void error(Throwable problem) {}
        };
        return HostAccumulator.ofGathers(
                new Open(), new MetricChannel(), new SeriesCache(), counts, GatherLoopTest::now, new ColumnPool());
    }

    /// Lets everything in.
    private static final class Open implements Entrance {
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
    }

    private final class Events implements GatherEvents {
        @Override
        public boolean startFailed(Throwable problem) {
            events.add("start failed: " + problem.getMessage());
            return true;
        }

        @Override
        public void gathered(long nanos) {
            events.add("gathered");
        }

        @Override
        public void gatherFailed(Throwable problem, long nanos) {
            events.add("failed");
        }

        @Override
        public void closeFailed(Throwable problem) {}

        @Override
        public void ended() {
            events.add("ended");
        }

        @Override
        public void late(String doing, Duration sofar) {}

        @Override
        public void stuck(String doing, Duration sofar) {
            events.add(doing + " stuck");
        }

        @Override
        public void cameBack(String doing, Duration after) {
            events.add(doing + " came back");
        }
    }

    private void holdDeaf() {
        CountDownLatch latch = held;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                times.incrementAndGet();
            }
        }
    }

    private void watchUntil(String event, long count) {
        await().until(() -> {
            loop.check();
            return events.stream().filter(event::equals).count() >= count;
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        held.countDown();
        loop.stop();
        assertThat(loop.join(Duration.ofSeconds(2))).isTrue();
    }

    @Test
    void inputThatComesBackHasDeadlinesAgain() {
        input = out -> holdDeaf();
        loop.start();
        watchUntil("gathering stuck", 1);
        CountDownLatch first = held;
        held = new CountDownLatch(1);
        first.countDown();
        watchUntil("gathering came back", 1);
        watchUntil("gathering stuck", 2);
        assertThat(times).hasValue(2);
    }

    @Test
    void strayInterruptsEndNothing() {
        input = new Input() {
            @Override
            public void open() throws IOException {
                thread.set(Thread.currentThread());
                if (times.incrementAndGet() < 3) {
                    throw new IOException("not yet");
                }
            }

            @Override
            public void gather(Accumulator out) {}
        };
        loop.start();
        await().until(() -> {
            Thread waiting = thread.get();
            if (waiting != null) {
                waiting.interrupt();
            }
            return times.get() >= 3;
        });
        watchUntil("gathered", 2);
    }

    @Test
    void openThatHangsIsBoundedOnce() throws Exception {
        input = new Input() {
            @Override
            public void open() throws InterruptedException {
                held.await();
            }

            @Override
            public void gather(Accumulator out) {}
        };
        CompletableFuture<Boolean> once = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return loop.once(1);
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                },
                Thread::startVirtualThread); // which ends with it, as join expects
        await().until(() -> {
            loop.check();
            return once.isDone();
        });
        assertThat(once.get(1, TimeUnit.SECONDS)).isFalse();
        assertThat(events).singleElement().asString().contains("opening was interrupted after (100 ms)");
    }

    private final class Leaving implements Input {
        @Override
        public void gather(Accumulator out) {
            times.incrementAndGet();
        }

        @Override
        public void ended(long epochNanos, Accumulator out) {
            boolean inTime = now() - epochNanos > TICK.toNanos();
            events.add(inTime ? "said goodbye" : "said goodbye too early");
        }
    }

    @Test
    void whatHasGoneSaysSoAfterItsNextTwoTicksWithTheTimeOfTheFirst() throws Exception {
        input = new Leaving();
        loop.start();
        watchUntil("gathered", 2);
        loop.leave();
        assertThat(loop.join(Duration.ofSeconds(5))).isTrue();
        assertThat(events).endsWith("said goodbye", "ended");
    }

    @Test
    void whatGoesWhileItIsGatheredFromForTheFirstTimeSaysSoToo() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        input = new Input() {
            @Override
            public void gather(Accumulator out) throws InterruptedException {
                began.countDown();
                gone.await();
            }

            @Override
            public void ended(long epochNanos, Accumulator out) {
                events.add("said goodbye");
            }
        };
        loop.start();
        began.await();
        loop.leave();
        gone.countDown();
        assertThat(loop.join(Duration.ofSeconds(5))).isTrue();
        assertThat(events).containsExactly("gathered", "said goodbye", "ended");
    }

    @Test
    void whatComesBackGoesOnWithoutAWord() throws Exception {
        input = new Leaving();
        loop.start();
        watchUntil("gathered", 1);
        loop.leave();
        assertThat(loop.stay()).isTrue();
        int before = times.get();
        watchUntil("gathered", before + 3);
        assertThat(events).doesNotContain("said goodbye", "ended");
    }

    @Test
    void whatIsStoppedWhileItLeavesOrWasNeverThereSaysNothing() throws Exception {
        input = new Leaving();
        loop.start();
        watchUntil("gathered", 1);
        loop.leave();
        loop.stop();
        assertThat(loop.stay()).isFalse();
        assertThat(loop.join(Duration.ofSeconds(5))).isTrue();
        assertThat(events).endsWith("gathered", "ended");
    }
}
