package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
        CountDownLatch disk = new CountDownLatch(1);
        try (LogThread thread = new LogThread(3);
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            clock.scheduleAtFixedRate(thread::check, 10, 10, TimeUnit.MILLISECONDS);
            AtomicBoolean begun = new AtomicBoolean();
            AtomicBoolean closed = new AtomicBoolean();
            Closeable opened = () -> closed.set(true);
            assertThatThrownBy(() -> thread.call(() -> {
                        disk.await();
                        return opened;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not answer");
            assertThatThrownBy(() -> thread.call(() -> begun.getAndSet(true))).isInstanceOf(IOException.class);
            disk.countDown();
            await().until(() -> !thread.isStuck());
            assertThat(thread.call(() -> 1)).isEqualTo(1);
            assertThat(closed).isTrue();
            assertThat(begun).isFalse();
        }
    }

    /// Many checks without a step are no hung disk where there is nothing to do, and few are none where there is.
    @Test
    void restIsNoHang() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        try (LogThread thread = new LogThread(3)) {
            thread.call(() -> 1);
            for (int i = 0; i < 20; i++) {
                Thread.sleep(5); // it goes to rest
                thread.check();
            }
            assertThat(thread.isStuck()).isFalse();
            CompletableFuture<Integer> slow = thread.submit(() -> {
                disk.await();
                return 1;
            });
            Thread.sleep(50);
            thread.check();
            thread.check();
            assertThat(thread.isStuck()).isFalse();
            disk.countDown();
            assertThat(thread.await(slow)).isEqualTo(1);
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
