package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.FlushException;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.MetricBuffer.Window;
import io.heliograph.core.buffer.RelayBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RelayBufferContractTest extends BufferContract {
    private final List<MetricBuffer> emptied = new ArrayList<>();

    @Override
    MetricBuffer open() {
        return relay(false);
    }

    private RelayBuffer relay(boolean standIn) {
        return new RelayBuffer(memory(), standIn, emptied::add);
    }

    private MemoryBuffer memory() {
        return new MemoryBuffer(Long.MAX_VALUE, Long.MAX_VALUE, counts);
    }

    private static void deliver(RelayBuffer buffer, Long... rows) {
        Window window = Objects.requireNonNull(buffer.read(10));
        assertThat(Rows.values(window.batch())).containsExactly(rows);
        BitSet all = new BitSet();
        all.set(0, rows.length);
        buffer.settle(window, all, List.of());
    }

    @Test
    void rowsKeepTheirOrderFromOneBufferToTheNext() {
        RelayBuffer buffer = relay(false);
        MetricBuffer before = buffer.present();
        buffer.append(Rows.of(1, 2));
        buffer.goOnWith(memory());
        buffer.append(Rows.of(3));
        assertThat(buffer.size()).isEqualTo(3);
        deliver(buffer, 1L, 2L);
        assertThat(emptied).isEmpty();
        deliver(buffer, 3L);
        assertThat(emptied).containsExactly(before);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void whatAStandInHoldsIsNotSafe() throws Exception {
        RelayBuffer buffer = relay(true);
        buffer.append(Rows.of(1));
        assertThat(buffer.isDegraded()).isTrue();
        assertThatThrownBy(() -> buffer.flush().get(1, TimeUnit.SECONDS))
                .hasCauseInstanceOf(FlushException.class)
                .hasMessageContaining("the state directory cannot be used");
        buffer.goOnWith(memory());
        assertThat(buffer.isDegraded()).isFalse();
        buffer.flush().get(1, TimeUnit.SECONDS);
        deliver(buffer, 1L);
    }

    /// Rows that the stand-in had no room for are missed by who emitted them, also when it has gone.
    @Test
    void whatAStandInRefusedFailsLaterFlushes() {
        long since = System.nanoTime();
        RelayBuffer buffer = new RelayBuffer(new MemoryBuffer(1, Long.MAX_VALUE, counts), true, emptied::add);
        buffer.append(Rows.of(1));
        buffer.append(Rows.of(2));
        buffer.goOnWith(memory());
        deliver(buffer, 2L);
        assertThat(buffer.read(10)).isNull();
        assertThat(buffer.all()).hasSize(1);
        assertThat(buffer.flush(since)).isCompletedExceptionally();
        assertThat(buffer.flush(System.nanoTime())).isCompleted();
    }
}
