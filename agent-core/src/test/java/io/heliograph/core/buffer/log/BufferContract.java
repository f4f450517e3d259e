package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.MetricBuffer.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every buffer does.
abstract class BufferContract {
    final Rows.Counts counts = new Rows.Counts();
    private MetricBuffer buffer = none();

    /// An empty one, with room for all that these tests append.
    abstract MetricBuffer open() throws Exception;

    private static MetricBuffer none() {
        return new MemoryBuffer(1, 1, new Rows.Counts());
    }

    @AfterEach
    void close() throws Exception {
        buffer.close();
        end();
    }

    /// After the buffer is closed.
    void end() {}

    private void begin() throws Exception {
        buffer = open();
    }

    private Window read(int rows) {
        return Objects.requireNonNull(buffer.read(rows));
    }

    @Test
    void nothingIsReadFromNothing() throws Exception {
        begin();
        assertThat(buffer.read(10)).isNull();
        assertThat(buffer.size()).isZero();
        buffer.flush().get(5, TimeUnit.SECONDS);
    }

    @Test
    void oneBatchIsReadAsItIs() throws Exception {
        begin();
        buffer.append(Rows.of(1, 2, 3));
        Window window = read(10);
        assertThat(Rows.values(window.batch())).containsExactly(1L, 2L, 3L);
        assertThat(window.first()).isZero();
        assertThat(read(10).batch()).as("again").isSameAs(window.batch());
        assertThat(buffer.size()).isEqualTo(3);
        assertThat(buffer.oldestNanos()).isEqualTo(1);
    }

    @Test
    void smallBatchesMakeOneWindowAndLargeOnesSeveral() throws Exception {
        begin();
        buffer.append(Rows.of(1, 2));
        buffer.append(Rows.of(3, 4, 5, 6));
        Window first = read(3);
        assertThat(Rows.values(first.batch())).containsExactly(1L, 2L, 3L);
        buffer.settle(first, Rows.first(3), List.of());
        Window second = read(3);
        assertThat(Rows.values(second.batch())).containsExactly(4L, 5L, 6L);
        assertThat(second.first()).isEqualTo(3);
        buffer.settle(second, Rows.first(3), List.of());
        assertThat(buffer.read(3)).isNull();
        assertThat(counts.written).isEqualTo(6);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void whatIsNotSettledIsReadAgainWithMoreBehind() throws Exception {
        begin();
        buffer.append(Rows.of(1, 2, 3, 4));
        Window first = read(3);
        BitSet second = new BitSet();
        second.set(1);
        buffer.settle(first, second, List.of(new Rejection(2, "bad")));
        assertThat(counts.written).isEqualTo(1);
        assertThat(counts.rejected).isEqualTo(1);
        assertThat(Rows.values(read(3).batch())).containsExactly(1L, 4L);
        assertThat(buffer.size()).isEqualTo(2);
    }

    @Test
    void onlyTheLastWindowIsSettled() throws Exception {
        begin();
        buffer.append(Rows.of(1, 2));
        Window first = read(1);
        Window wider = read(2);
        assertThat(wider.batch().size()).isEqualTo(2);
        assertThatThrownBy(() -> buffer.settle(first, Rows.first(1), List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    /// What is refused is the affair of those who emitted it.
    @Test
    void aFlushTellsOfWhatCameSinceThen() throws Exception {
        begin();
        buffer.append(Rows.of(1));
        buffer.flush(System.nanoTime()).get(5, TimeUnit.SECONDS);
        buffer.flush(0).get(5, TimeUnit.SECONDS);
    }

    @Test
    void discardsAllAndCountsIt() throws Exception {
        begin();
        buffer.append(Rows.of(1, 2, 3));
        read(1);
        buffer.discard("why");
        assertThat(counts.dropped).containsEntry("why", 3L);
        assertThat(buffer.size()).isZero();
        assertThat(buffer.read(10)).isNull();
        buffer.append(Rows.of(4));
        assertThat(Rows.values(read(10).batch())).containsExactly(4L);
    }

    @Test
    void aWindowThatWasDiscardedIsSettledInVain() throws Exception {
        begin();
        buffer.append(Rows.of(1, 2, 3));
        Window window = read(3);
        buffer.discard("why");
        buffer.settle(window, Rows.first(3), List.of());
        assertThat(counts.written).isZero();
        assertThat(buffer.size()).isZero();
    }

    /// In any order of appending, reading and settling, rows come in their order and the books balance.
    @Test
    void booksBalanceInAnyOrderOfThings() throws Exception {
        begin();
        Random random = new Random(5);
        List<Long> outstanding = new ArrayList<>();
        long next = 0;
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(3) > 0) {
                int rows = 1 + random.nextInt(20);
                buffer.append(Rows.from(next, rows));
                for (int i = 0; i < rows; i++) {
                    outstanding.add(next++);
                }
            } else {
                settleSome(random, outstanding);
            }
            assertThat(buffer.size()).isEqualTo(outstanding.size());
        }
        while (!outstanding.isEmpty()) {
            settleSome(random, outstanding);
        }
        assertThat(counts.written + counts.rejected).isEqualTo(next);
        assertThat(counts.dropped).isEmpty();
    }

    private void settleSome(Random random, List<Long> outstanding) {
        int most = 1 + random.nextInt(60);
        Window window = buffer.read(most);
        if (window == null) {
            assertThat(outstanding).isEmpty();
            return;
        }
        int size = window.batch().size();
        assertThat(Rows.values(window.batch())).isEqualTo(outstanding.subList(0, size));
        BitSet delivered = new BitSet();
        List<Rejection> rejected = new ArrayList<>();
        for (int row = size - 1; row >= 0; row--) {
            int fate = random.nextInt(8);
            if (fate == 0) {
                rejected.add(new Rejection(row, "bad"));
            } else if (fate < 7) {
                delivered.set(row);
            }
            if (fate < 7) {
                outstanding.remove(row);
            }
        }
        buffer.settle(window, delivered, rejected);
    }
}
