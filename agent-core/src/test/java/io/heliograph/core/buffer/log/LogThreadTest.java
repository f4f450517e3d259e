package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LogThreadTest {
    @Test
    void whatComesBehindTheEndIsRefused() {
        LogThread thread = new LogThread();
        thread.close();
        assertThatThrownBy(() -> thread.call(() -> 1)).isInstanceOf(IOException.class);
    }

    /// Who waits is let go of, what nobody waits for any more is not begun, and what comes of it late is closed.
    @Test
    void aDiskThatHangsHoldsNobody() throws Exception {
        try (LogThread thread = new LogThread(Duration.ofMillis(100))) {
            CountDownLatch disk = new CountDownLatch(1);
            AtomicBoolean begun = new AtomicBoolean();
            AtomicBoolean closed = new AtomicBoolean();
            Closeable opened = () -> closed.set(true);
            assertThatThrownBy(() -> thread.call(() -> {
                        disk.await();
                        return opened;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not answer");
            assertThat(thread.isStuck()).isTrue();
            assertThatThrownBy(() -> thread.call(() -> begun.getAndSet(true))).isInstanceOf(IOException.class);
            disk.countDown();
            await().until(() -> !thread.isStuck());
            assertThat(thread.call(() -> 1)).isEqualTo(1);
            assertThat(closed).isTrue();
            assertThat(begun).isFalse();
        }
    }

    /// A thread that was interrupted still waits, and still is afterwards.
    @Test
    void anInterruptWaitsUntilItIsDone() throws Exception {
        try (LogThread thread = new LogThread()) {
            Thread.currentThread().interrupt();
            assertThat(thread.call(() -> 1)).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /// Whoever asks while it ends has an answer, or hears that there is none.
    @Test
    void nobodyWaitsForeverWhileItEnds() throws Exception {
        for (int round = 0; round < 50; round++) {
            LogThread thread = new LogThread();
            List<CompletableFuture<Integer>> asked = new ArrayList<>();
            Thread closes = Thread.ofPlatform().start(thread::close);
            for (int task = 0; task < 500; task++) {
                asked.add(thread.submit(() -> 1));
            }
            closes.join();
            for (CompletableFuture<Integer> each : asked) {
                assertThat(each.handle((done, problem) -> true).get(5, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }
}
