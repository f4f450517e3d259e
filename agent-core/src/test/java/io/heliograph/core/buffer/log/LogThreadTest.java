package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogThreadTest {
    @Test
    void whatComesBehindTheEndIsRefused() {
        LogThread thread = new LogThread();
        thread.close();
        assertThatThrownBy(() -> thread.call(() -> 1)).isInstanceOf(IOException.class);
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
