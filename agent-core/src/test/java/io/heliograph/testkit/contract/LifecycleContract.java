package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Plugin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;

/// Every plugin: may be closed twice, and unopened; leaves no thread behind; may be made again.
final class LifecycleContract {
    private LifecycleContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                subject.test("closes twice", () -> closesTwice(subject)),
                subject.test("closes unopened", () -> closesUnopened(subject)));
    }

    private static void closesTwice(Subject subject) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (SilentServer silent = new SilentServer()) {
            for (int round = 0; round < 2; round++) {
                Plugin plugin = subject.create(silent);
                plugin.open();
                plugin.close();
                plugin.close();
            }
        }
        assertThat(left(before)).as("threads left behind").isEmpty();
    }

    /// Threads that are still there after a while.
    private static Set<Thread> left(Set<Thread> before) throws InterruptedException {
        Set<Thread> left = Set.of();
        for (int attempt = 0; attempt < 20; attempt++) {
            left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
            // the JDK's own, for virtual threads and sockets
            left.removeIf(
                    thread -> thread.getName().matches("ForkJoinPool.*|VirtualThread-.*|.*Poller|process reaper.*"));
            if (left.isEmpty()) {
                return left;
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        return left;
    }

    private static void closesUnopened(Subject subject) throws Exception {
        try (SilentServer silent = new SilentServer()) {
            subject.create(silent).close();
        }
    }
}
