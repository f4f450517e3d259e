package io.heliograph.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.WriteResult;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.Loss;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.testkit.RecordingAccumulator;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutputLoopTest {
    private static final PluginCall.Limits PATIENCE =
            new PluginCall.Limits(Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(200));

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final MemoryBuffer buffer = new MemoryBuffer(1000, Long.MAX_VALUE, new Written());
    private final AtomicReference<Thread> writer = new AtomicReference<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    private volatile Output output = batch -> WriteResult.ACCEPTED;
    private final OutputLoop loop = new OutputLoop(
            new OutputLoop.Settings("out", 10, Duration.ofMillis(100), Duration.ZERO, PATIENCE, 1000),
            new Source(),
            buffer,
            new Counts(),
            LoggerFactory.getLogger("out"));

    private final class Source implements OutputLoop.Source {
        @Override
        public Output create() {
            return output;
        }

        @Override
        public void opened() {
            events.add("opened");
        }

        @Override
        public boolean startFailed(Throwable problem) {
            events.add("start failed");
            return true;
        }
    }

    private final class Written implements BufferCounts {
        @Override
        public void written(long rows) {
            if (rows > 0) {
                events.add("written");
            }
        }

        @Override
        public void rejected(long rows, String reason) {}

        @Override
        public void dropped(long rows, String reason) {}
    }

    private final class Counts implements OutputCounts {
        @Override
        public void wrote(long nanos) {}

        @Override
        public void failed(Throwable problem) {
            events.add("failed");
        }

        @Override
        public void refused(Loss loss, long rows, String reason) {}

        @Override
        public void recovered() {
            events.add("recovered");
        }

        @Override
        public void late(String doing, Duration sofar) {
            events.add(doing + " late");
        }

        @Override
        public void stuck(String doing, Duration sofar) {
            events.add(doing + " stuck");
        }

        @Override
        public void cameBack(String doing, Duration after) {
            events.add(doing + " came back");
        }
    }

    private void put() {
        put(1);
    }

    private void put(long value) {
        RecordingAccumulator out = new RecordingAccumulator();
        out.row(out.series("m")).put("v", value).emit();
        MetricBatch.Builder batch = new MetricBatch.Builder();
        out.metrics().forEach(batch::add);
        buffer.append(batch.seal());
    }

    private void watchUntil(String event) {
        await().until(() -> {
            loop.check();
            return events.contains(event);
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        never.countDown();
        assertThat(loop.stop(Duration.ofSeconds(2))).isTrue();
    }

    @Test
    void writeThatHangsIsToldInterruptedAndTriedAgain() {
        output = batch -> {
            if (tries.incrementAndGet() == 1) {
                never.await();
            }
            return WriteResult.ACCEPTED;
        };
        put();
        loop.start();
        watchUntil("written");
        assertThat(events).containsSubsequence("opened", "writing late", "failed", "written", "recovered");
    }

    /// Of another database, say, that is not there.
    @Test
    void rowsThatStayBehindDoNotSlowDownTheOthers() {
        output = batch -> {
            BitSet taken = new BitSet();
            for (int row = 0; row < batch.size(); row++) {
                taken.set(row, batch.bits(row, 0) != 7);
            }
            return taken.cardinality() == batch.size()
                    ? WriteResult.ACCEPTED
                    : new WriteResult.Partial(taken, List.of(), new WriteResult.RetryLater(null, "no such bucket"));
        };
        put(7);
        put(7);
        for (int row = 0; row < 900; row++) {
            put();
        }
        loop.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> buffer.size() == 2);
        assertThat(events).contains("failed");
    }

    @Test
    void writeThatIsLateAndSucceedsIsWellAgain() {
        output = batch -> {
            Thread.sleep(200);
            return WriteResult.ACCEPTED;
        };
        put();
        loop.start();
        watchUntil("recovered");
        assertThat(events).containsSubsequence("writing late", "written", "recovered");
    }

    @Test
    void writeThatIgnoresItsInterruptIsStuckUntilItComesBack() {
        output = batch -> {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException ignored) {
                    tries.incrementAndGet();
                }
            }
            return WriteResult.ACCEPTED;
        };
        put();
        loop.start();
        watchUntil("writing stuck");
        assertThat(tries).hasValue(1);
        never.countDown();
        watchUntil("recovered");
        assertThat(events).containsSubsequence("writing stuck", "writing came back", "written", "recovered");
    }

    @Test
    void openThatHangsIsInterruptedAndTriedAgain() {
        output = new Output() {
            @Override
            public void open() throws InterruptedException {
                if (tries.incrementAndGet() == 1) {
                    never.await();
                }
            }

            @Override
            public WriteResult write(MetricBatch batch) {
                return WriteResult.ACCEPTED;
            }
        };
        put();
        loop.start();
        watchUntil("written");
        assertThat(events).containsSubsequence("opening late", "start failed", "opened", "written");
    }

    @Test
    void strayInterruptDoesNotEndTheLoop() {
        output = batch -> {
            writer.set(Thread.currentThread());
            tries.incrementAndGet();
            return WriteResult.ACCEPTED;
        };
        put();
        loop.start();
        await().until(() -> tries.get() == 1 && buffer.size() == 0);
        for (int i = 0; i < 3; i++) {
            writer.get().interrupt();
            put();
            int times = i + 2;
            await().until(() -> tries.get() == times && buffer.size() == 0);
        }
    }
}
