package io.heliograph.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.core.series.SeriesCache;
import io.heliograph.testkit.RecordingAccumulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HostAccumulatorTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final MetricChannel channel = new MetricChannel();
    private final StaleRows stale = new StaleRows();

    /// Lets everything pass as it is.
    static final class Open implements Entrance {
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

    /// Keeps no counts.
    private static final class Uncounted implements GatherCounts {
        @Override
        public void count(long gathered, long filtered) {}

        @Override
        public void error(Throwable problem) {}
    }

    private HostAccumulator service() {
        return HostAccumulator.ofService(new Open(), channel, new SeriesCache(), new Uncounted(), () -> 1L, stale);
    }

    private static void emit(HostAccumulator out, int rows) {
        Series series = out.series("m");
        for (int row = 0; row < rows; row++) {
            out.row(series).put("v", 1L).emit();
        }
    }

    private void fill() {
        RecordingAccumulator one = new RecordingAccumulator();
        one.row(one.series("m")).put("v", 1L).emit();
        boolean room = true;
        while (room) {
            room = channel.offer(() -> batch(one));
        }
    }

    private static MetricBatch batch(RecordingAccumulator rows) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.metrics().forEach(batch::add);
        return batch.seal();
    }

    private int rowsInChannel() throws InterruptedException {
        int rows = 0;
        MetricChannel.Item item = channel.poll(0, TimeUnit.MILLISECONDS);
        while (item != null) {
            rows += item instanceof MetricChannel.Item.Rows some ? some.batch().size() : 0;
            item = channel.poll(0, TimeUnit.MILLISECONDS);
        }
        return rows;
    }

    @Test
    void whoLooksAfterStaleRowsNeverWaitsForAFullChannel() throws Exception {
        fill();
        int full = channel.size();
        HostAccumulator waiting = service();
        emit(waiting, 1);
        HostAccumulator blocked = service();
        Thread emits = Thread.ofVirtual().start(() -> emit(blocked, HostAccumulator.BATCH_ROWS));
        Thread.sleep(1100);
        assertTimeoutPreemptively(SOON, stale::sealOld);
        assertTimeoutPreemptively(SOON, stale::sealAll);
        assertThat(channel.size()).isEqualTo(full);
        assertThat(emits.isAlive()).isTrue();
        assertThat(rowsInChannel()).isGreaterThanOrEqualTo(full);
        emits.join();
        stale.sealOld();
        assertThat(channel.isEmpty()).isFalse();
    }

    @Test
    void tokensAndCallsNeedNoRoomAndKeepTheOrder() throws Exception {
        fill();
        int full = channel.size();
        assertTimeoutPreemptively(SOON, () -> {
            channel.call(() -> {});
            channel.put(new FlushToken(0, new CompletableFuture<>()));
        });
        for (int i = 0; i < full; i++) {
            assertThat(channel.poll(0, TimeUnit.MILLISECONDS)).isInstanceOf(MetricChannel.Item.Rows.class);
        }
        assertThat(channel.poll(0, TimeUnit.MILLISECONDS)).isInstanceOf(MetricChannel.Item.Call.class);
        assertThat(channel.poll(0, TimeUnit.MILLISECONDS)).isInstanceOf(MetricChannel.Item.Flush.class);
    }

    @Test
    void openRowIsNotSealed() throws Exception {
        HostAccumulator out = service();
        emit(out, 1);
        Row open = out.row(out.series("m")).put("a", 1L);
        stale.sealAll();
        assertThat(rowsInChannel()).isZero();
        open.put("b", 2L).emit();
        stale.sealAll();
        assertThat(rowsInChannel()).isEqualTo(2);
    }

    @Test
    void rowOfAThreadThatEndedHoldsNothingBack() throws Exception {
        HostAccumulator out = service();
        Thread.ofVirtual()
                .start(() -> {
                    emit(out, 1);
                    out.row(out.series("m")).put("a", 1L);
                })
                .join();
        stale.sealAll();
        assertThat(rowsInChannel()).isEqualTo(1);
    }
}
