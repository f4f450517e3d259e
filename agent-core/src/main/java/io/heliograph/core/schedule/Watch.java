package io.heliograph.core.schedule;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at everything that may hang, once a second, from one platform thread that plugins never run on.
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> looks = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch").daemon().factory());

    /// Starts looking.
    public void start() {
        seconds.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /// Watches something until [#remove].
    public void add(Watched one) {
        all.add(one);
    }

    /// Watches it no more.
    public void remove(Watched one) {
        all.remove(one);
    }

    /// Does something every second; it must be quick, and never wait for the pipeline, which is watched from here.
    public void everySecond(Runnable look) {
        looks.add(look);
    }

    /// Stops doing it.
    public void never(Runnable look) {
        looks.remove(look);
    }

    private void look() {
        for (Watched one : all) {
            guarded(one::check);
        }
        for (Runnable look : looks) {
            guarded(look);
        }
    }

    /// The executor would never look again after a look that threw.
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | Error problem) {
            report(problem);
        }
    }

    /// Where memory is short, even saying so may fail.
    private static void report(Throwable problem) {
        try {
            LOG.error("a look at what may hang failed", problem);
        } catch (RuntimeException | Error again) {
            problem.addSuppressed(again);
        }
    }

    @Override
    public void close() {
        seconds.shutdownNow();
    }
}
