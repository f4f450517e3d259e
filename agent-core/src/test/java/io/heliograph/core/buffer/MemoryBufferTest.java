package io.heliograph.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Overlay;
import io.heliograph.api.TagSet;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MemoryBufferTest {
    private final Counted counts = new Counted();

    /// Adds up.
    private static final class Counted implements BufferCounts {
        long written;
        final List<String> others = new ArrayList<>();

        @Override
        public void written(long rows) {
            written += rows;
        }

        @Override
        public void rejected(long rows, String reason) {
            others.add(rows + " rejected: " + reason);
        }

        @Override
        public void dropped(long rows, String reason) {
            others.add(rows + " dropped: " + reason);
        }
    }

    /// Rows with these values, at the times of these seconds.
    private static MetricBatch rows(long... values) {
        RecordingAccumulator out = new RecordingAccumulator();
        for (long value : values) {
            out.row(out.series("m")).put("v", value).at(value).emit();
        }
        MetricBatch.Builder batch = new MetricBatch.Builder();
        out.metrics().forEach(batch::add);
        return batch.seal();
    }

    private static List<Long> values(MetricBatch batch) {
        List<Long> values = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            values.add(batch.bits(row, 0));
        }
        return values;
    }

    private static BitSet bits(int... rows) {
        BitSet set = new BitSet();
        for (int row : rows) {
            set.set(row);
        }
        return set;
    }

    private static MetricBuffer.Window read(MetricBuffer buffer, int rows) {
        return Objects.requireNonNull(buffer.read(rows));
    }

    @Test
    void dropsTheOldestAndCountsThem() {
        MemoryBuffer buffer = new MemoryBuffer(4, Long.MAX_VALUE, counts);
        buffer.append(rows(1, 2, 3));
        buffer.append(rows(4, 5, 6));
        assertThat(counts.others).containsExactly("2 dropped: buffer_full");
        assertThat(buffer.oldestNanos()).isEqualTo(3);
        assertThat(values(read(buffer, 10).batch())).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void whatWasDroppedFailsThoseWhoseRowsItWas() {
        MemoryBuffer buffer = new MemoryBuffer(3, Long.MAX_VALUE, counts);
        long began = System.nanoTime();
        buffer.append(rows(1, 2));
        long second = System.nanoTime();
        buffer.append(rows(3, 4));
        assertThat(buffer.flush(began)).isCompletedExceptionally();
        assertThat(buffer.flush(second)).isCompleted();
    }

    @Test
    void whatIsBeingWrittenIsNotDropped() {
        MemoryBuffer buffer = new MemoryBuffer(3, Long.MAX_VALUE, counts);
        buffer.append(rows(1, 2, 3));
        MetricBuffer.Window window = read(buffer, 2);
        buffer.append(rows(4, 5));
        assertThat(counts.others).containsExactly("2 dropped: buffer_full");
        buffer.settle(window, bits(0, 1), List.of());
        assertThat(counts.written).isEqualTo(2);
        assertThat(values(read(buffer, 10).batch())).containsExactly(5L);
    }

    @Test
    void settlesByIndexAndReadsTheRestAgainWithMoreBehind() {
        MemoryBuffer buffer = new MemoryBuffer(100, Long.MAX_VALUE, counts);
        buffer.append(rows(1, 2, 3, 4));
        MetricBuffer.Window first = read(buffer, 3);
        buffer.settle(first, bits(1), List.of(new Rejection(2, "bad")));
        assertThat(counts.written).isEqualTo(1);
        assertThat(counts.others).containsExactly("1 rejected: bad");
        MetricBuffer.Window second = read(buffer, 3);
        assertThat(values(second.batch())).containsExactly(1L, 4L);
        assertThat(second.first()).isEqualTo(2);
        assertThat(buffer.size()).isEqualTo(2);
    }

    @Test
    void staysWithinItsBytes() {
        long one = rows(1, 2, 3).retainedBytes();
        MemoryBuffer buffer = new MemoryBuffer(Long.MAX_VALUE, 2 * one, counts);
        for (int i = 0; i < 5; i++) {
            buffer.append(rows(i, i, i));
        }
        assertThat(buffer.retainedBytes()).isLessThanOrEqualTo(2 * one);
        assertThat(buffer.size()).isEqualTo(6);
    }

    /// Rows of other shapes: two fields, texts, the tags of a target.
    private static MetricBatch mixedRows(long... values) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        for (long value : values) {
            Overlay target = value % 2 == 0 ? null : new Overlay(TagSet.of("instance", "i" + value));
            RecordingAccumulator out = new RecordingAccumulator();
            out.row(out.series("m")).put("v", value).put("t", "text " + value).emit();
            Metric row = out.metrics().getFirst();
            MetricBatch.Builder one = new MetricBatch.Builder();
            one.add(row);
            batch.copy(one.seal(), 0, row.series().base(), target);
        }
        return batch.seal();
    }

    @Test
    void countsItsBytesExactlyWhateverIsJoinedAndRejected() {
        MemoryBuffer buffer = new MemoryBuffer(1000, Long.MAX_VALUE, counts);
        for (int i = 0; i < 20; i++) {
            buffer.append(i % 3 == 0 ? mixedRows(i, i + 1, i + 2) : i % 3 == 1 ? rows(i, i) : mixedRows(2, 4));
        }
        for (int rows = 1; buffer.size() > 0; rows = rows % 7 + 1) {
            MetricBuffer.Window window = read(buffer, rows);
            buffer.settle(window, new BitSet(), List.of());
            window = read(buffer, rows + 2); // requeued, and more behind
            buffer.settle(window, bits(window.batch().size() - 1), List.of(new Rejection(0, "bad")));
            assertThat(buffer.retainedBytes()).isNotNegative();
        }
        assertThat(buffer.retainedBytes()).isZero();
    }

    @Test
    void countsWhatIsLeftAtItsEnd() {
        MemoryBuffer buffer = new MemoryBuffer(100, Long.MAX_VALUE, counts);
        buffer.append(rows(1, 2, 3));
        read(buffer, 1);
        buffer.close();
        assertThat(counts.others).containsExactly("3 dropped: output_removed");
        assertThat(buffer.size()).isZero();
    }
}
