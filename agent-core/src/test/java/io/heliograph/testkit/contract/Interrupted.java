package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/// Work that is interrupted while it goes on.
final class Interrupted {
    private static final Duration BUSY = Duration.ofMillis(150);
    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private Interrupted() {}

    /// Work that may throw whatever it likes.
    interface Work {
        void run() throws Exception;
    }

    /// Checks that work ends within a second of its interrupt. It may have ended before.
    static void endsSoon(Work work) throws InterruptedException {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } catch (Exception ended) {
                // how it ends is its own affair
            }
        });
        thread.join(BUSY);
        thread.interrupt();
        assertThat(thread.join(AT_MOST))
                .as("ended within a second of its interrupt")
                .isTrue();
    }
}
