package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Discoverer;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;

/// Discoverers: tell that the first look round is complete or has failed, and end within a second of their interrupt.
final class DiscovererContract {
    private DiscovererContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(subject.test("looks round, and ends when interrupted", () -> looksAndEnds(subject)));
    }

    private static void looksAndEnds(Subject subject) throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        try (SilentServer silent = new SilentServer();
                Discoverer discoverer = (Discoverer) subject.create(silent)) {
            discoverer.open();
            Interrupted.endsSoon(() -> discoverer.run(new FirstLook(looked)));
            assertThat(looked.await(1, TimeUnit.SECONDS))
                    .as("told of its first look round")
                    .isTrue();
        }
    }

    private record FirstLook(CountDownLatch latch) implements TargetSink {
        @Override
        public void update(TargetGroup group) {}

        @Override
        public void remove(String source) {}

        @Override
        public void looked() {
            latch.countDown();
        }

        @Override
        public void failed(Throwable problem) {
            latch.countDown();
        }
    }
}
