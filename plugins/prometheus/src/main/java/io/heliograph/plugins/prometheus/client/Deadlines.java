package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.PluginContext;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Runs each request on a virtual thread of the host and cuts off those that take too long: the JDK's server knows no
/// time limits of its own that a plugin could set.
///
/// The server hands a connection over when its first byte is there, so reading the request falls into the task, TLS
/// included. An interrupt closes the socket that the thread is waiting for.
final class Deadlines implements Executor {
    private final PluginContext context;
    private final Duration reading;
    private final ThreadLocal<Limit> present = new ThreadLocal<>();

    /// @param reading the time for the request until [#extend]
    Deadlines(PluginContext context, Duration reading) {
        this.context = context;
        this.reading = reading;
    }

    @Override
    public void execute(Runnable request) {
        context.spawn("prometheus_client", () -> run(request));
    }

    private void run(Runnable request) {
        Limit limit = new Limit(reading);
        present.set(limit);
        context.spawn("prometheus_client deadline", limit::watch);
        try {
            request.run();
        } finally {
            present.remove();
            limit.end();
        }
    }

    /// Gives the present request so much time from now on.
    void extend(Duration time) {
        Limit limit = present.get();
        if (limit != null) {
            limit.extend(time);
        }
    }

    /// The time of one request.
    private static final class Limit {
        private static final long AGAIN_NANOS = Duration.ofMillis(100).toNanos();

        private final Thread worker = Thread.currentThread();
        private volatile long deadlineNanos;
        private volatile boolean ended;
        private volatile @Nullable Thread watcher;

        Limit(Duration time) {
            extend(time);
        }

        void extend(Duration time) {
            deadlineNanos = System.nanoTime() + time.toNanos();
            LockSupport.unpark(watcher); // the new deadline may be nearer than the one that it sleeps for
        }

        void end() {
            ended = true;
            LockSupport.unpark(watcher);
        }

        void watch() {
            watcher = Thread.currentThread();
            while (!ended && !Thread.currentThread().isInterrupted()) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    worker.interrupt(); // again and again: whoever clears the flag before it writes on would go on
                    // for ever
                }
                LockSupport.parkNanos(this, Math.max(left, AGAIN_NANOS));
            }
        }
    }
}
