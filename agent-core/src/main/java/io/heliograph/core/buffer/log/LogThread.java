package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that touches the files of a state directory. It goes round: writes what the buffers were given, then
/// makes it durable where somebody waits or a second has gone by. What arrives while a sync is under way is in the
/// next round, so that one sync serves all who came in the meantime; nothing ever lingers to gather more.
///
/// No other thread may touch the files, because an interrupt closes the channel it meets, and threads of plugins are
/// interrupted.
public final class LogThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");
    private static final long LONGEST_SLEEP_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000L;

    private final List<LogKeeper> logs = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean signalled;
    private volatile boolean stopping;
    private volatile boolean ended;

    /// What somebody wants done on the thread, and waits for.
    private record Task<T>(Callable<T> work, CompletableFuture<T> result) {
        Task(Callable<T> work) {
            this(work, new CompletableFuture<>());
        }

        void run() {
            try {
                result.complete(work.call());
            } catch (Exception | Error problem) {
                result.completeExceptionally(problem);
            }
        }

        void refuse() {
            result.completeExceptionally(new IOException("the buffers are closed"));
        }
    }

    /// Starts the thread.
    public LogThread() {
        thread = Thread.ofPlatform().name("buffer").daemon().start(this::run);
    }

    void add(LogKeeper log) {
        logs.add(log);
        signal();
    }

    void remove(LogKeeper log) {
        logs.remove(log);
    }

    /// Says that there is something to do.
    void signal() {
        if (!signalled) {
            signalled = true;
            LockSupport.unpark(thread);
        }
    }

    /// Runs something on the thread; at once, where it is called there.
    <T> CompletableFuture<T> submit(Callable<T> work) {
        Task<T> task = new Task<>(work);
        if (Thread.currentThread() == thread) {
            task.run();
            return task.result;
        }
        tasks.add(task);
        if (ended) {
            refuseAll();
        }
        signal();
        return task.result;
    }

    /// What came too late. The thread does so at its end, and whoever came behind that does so too.
    private void refuseAll() {
        for (Task<?> late = tasks.poll(); late != null; late = tasks.poll()) {
            late.refuse();
        }
    }

    /// Runs something on the thread, and waits for it.
    ///
    /// @throws IOException of the task
    public <T> T call(Callable<T> work) throws IOException {
        try {
            return submit(work).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw failed;
        }
    }

    private void run() {
        while (!stopping || !tasks.isEmpty()) {
            try {
                round();
            } catch (RuntimeException | Error problem) {
                LOG.error("going on after", problem);
                LockSupport.parkNanos(this, PAUSE_NANOS); // it may come again at once
            }
        }
        ended = true;
        refuseAll();
    }

    private void round() {
        signalled = false;
        for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        long next = System.nanoTime() + LONGEST_SLEEP_NANOS;
        for (LogKeeper log : logs) {
            log.write();
        }
        for (LogKeeper log : logs) {
            long due = log.sync();
            next = due - next < 0 ? due : next;
        }
        long sleep = next - System.nanoTime();
        if (!signalled && sleep > 0 && !stopping) {
            LockSupport.parkNanos(this, sleep);
        }
    }

    /// Ends the thread. Buffers that are not closed lose what was not written yet.
    @Override
    public void close() {
        stopping = true;
        signal();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
