package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that touches the files of a state directory. It goes round: writes what the buffers were given, then
/// makes it durable where somebody waits or a second has gone by. What arrives while a sync is under way is in the
/// next round, so that one sync serves all who came in the meantime; nothing ever lingers to gather more.
///
/// No other thread may touch the files, because an interrupt closes the channel it meets, and threads of plugins are
/// interrupted.
///
/// A disk may hang, and this thread with it, for as long as the kernel likes. Who waits here is let go of then, with an
/// `IOException`. A step of this thread during which [#check] was called sixty times, a minute in an agent, is taken
/// for a hang. Times would not do, as they go on while a process is stopped.
public final class LogThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");
    private static final long LONGEST_SLEEP_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final int PATIENCE = 60;

    private final List<LogKeeper> logs = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean signalled;
    private volatile boolean stopping;
    private volatile boolean ended;
    private final int patience;
    private volatile long steps; // goes on while there is something to do
    private volatile boolean idle;
    private volatile boolean stuck;
    private volatile boolean givenUp;
    private long seen;
    private int seenAgain;

    /// What somebody wants done on the thread, and waits for. Nothing is done for one who waits no more.
    private record Task<T>(Callable<T> work, CompletableFuture<T> result) {
        Task(Callable<T> work) {
            this(work, new CompletableFuture<>());
        }

        void run() {
            if (result.isDone()) {
                return;
            }
            try {
                T value = work.call();
                if (!result.complete(value) && value instanceof Closeable unwanted) {
                    unwanted.close();
                }
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
        this(PATIENCE);
    }

    /// @param patience how many checks a step may take
    LogThread(int patience) {
        this.patience = patience;
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

    /// Runs something on the thread, and waits for it. What is not waited for any more is not begun, and what comes of
    /// it late is closed.
    ///
    /// @throws IOException of the task, or where the disk does not answer
    public <T> T call(Callable<T> work) throws IOException {
        CompletableFuture<T> result = submit(work);
        try {
            return await(result);
        } catch (IOException problem) {
            if (result.cancel(false) || result.isCompletedExceptionally()) {
                throw problem;
            }
            return result.join(); // it has come just now
        }
    }

    /// Waits for what was submitted, whatever interrupts. When it ends with an exception, it may still be done later.
    ///
    /// @throws IOException of the task, or where the disk does not answer
    <T> T await(CompletableFuture<T> result) throws IOException {
        boolean interrupted = false;
        try {
            while (result.isDone() || !isStuck()) {
                try {
                    return result.get(1, TimeUnit.SECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (TimeoutException slow) {
                    LOG.trace("the disk is slow");
                }
            }
            throw new IOException("the disk does not answer");
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException failure(Throwable cause) {
        return cause instanceof IOException problem ? problem : new IOException(cause);
    }

    /// Whether the disk does not answer.
    boolean isStuck() {
        return stuck || givenUp;
    }

    /// Looks whether the disk answers, tells when that changes, and lets go of those who wait until rows are durable.
    /// Called each second, by one thread at a time.
    public void check() {
        long present = steps;
        seenAgain = present == seen && !idle ? seenAgain + 1 : 0;
        seen = present;
        boolean was = stuck;
        stuck = seenAgain >= patience;
        if (stuck && !was) {
            LOG.error("the disk does not answer: rows are kept in memory only until it does");
        } else if (was && !stuck) {
            LOG.info("the disk answers again");
        }
        if (stuck) {
            logs.forEach(LogKeeper::disappoint);
        }
    }

    /// Lets go of all who wait, for good: the agent ends.
    public void giveUp() {
        givenUp = true;
        logs.forEach(LogKeeper::disappoint);
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
        idle = false;
        step();
        for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            step();
        }
        long next = System.nanoTime() + LONGEST_SLEEP_NANOS;
        for (LogKeeper log : logs) {
            log.write();
            step();
        }
        for (LogKeeper log : logs) {
            long due = log.sync();
            step();
            next = due - next < 0 ? due : next;
        }
        idle = true;
        long sleep = next - System.nanoTime();
        if (!signalled && sleep > 0 && !stopping) {
            LockSupport.parkNanos(this, sleep);
        }
    }

    /// Says that the thread gets on. On the thread.
    void step() {
        steps = steps + 1; // nobody else writes it
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
