package io.heliograph.core.schedule;

import java.time.Duration;

/// Keeps something running that serves without end: a listener, a discovery. One virtual thread; what ends with a
/// problem is started again after a while.
public final class ServiceLoop {
    private static final long LONG_RUN = Duration.ofMinutes(1).toNanos();

    /// Makes, opens, runs and closes the plugin, from beginning to end.
    @FunctionalInterface
    public interface Session {
        /// Returns when the plugin ends by itself, or throws.
        void serve() throws Exception;
    }

    /// Takes a problem.
    @FunctionalInterface
    public interface Problems {
        /// @return whether to start again
        boolean failed(Throwable problem);
    }

    private final Session session;
    private final Problems problems;
    private final Thread thread;
    private volatile boolean stopping;

    /// A loop that is not running yet.
    public ServiceLoop(String name, Session session, Problems problems) {
        this.session = session;
        this.problems = problems;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    /// Interrupts the thread, to end.
    public void stop() {
        stopping = true;
        thread.interrupt();
    }

    /// Waits for the thread to end.
    ///
    /// @return whether it has
    public boolean join(Duration atMost) throws InterruptedException {
        return !thread.isAlive() || thread.join(atMost);
    }

    private void run() {
        Backoff backoff = new Backoff();
        while (!stopping) {
            long began = System.nanoTime();
            try {
                session.serve();
                return;
            } catch (Throwable problem) {
                if (stopping || !problems.failed(problem)) {
                    return;
                }
            }
            if (System.nanoTime() - began > LONG_RUN) {
                backoff.reset();
            }
            if (!sleep(backoff.next(Duration.ofSeconds(1)))) {
                return;
            }
        }
    }

    private boolean sleep(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException stopped) {
            return !stopping;
        }
    }
}
