package io.heliograph.core.output;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.Loss;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.schedule.Backoff;
import io.heliograph.core.schedule.PluginCall;
import io.heliograph.core.schedule.Watched;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The last room: one virtual thread per output that takes rows from its buffer and delivers them.
///
/// It writes when a batch is full, at every flush interval, and when told to ([#flushNow]). Between two times that it
/// wakes for full batches there is a breather of a tenth of a second, unless there are many: each time it takes them
/// all. After a failure it waits as [Backoff] says, and full batches do not hurry it. Retries never end by
/// themselves. An output that cannot be opened is made anew and tried again in the same way, while its buffer fills.
///
/// A write that does not come back is the [Watch]'s affair, by way of the [PluginCall]: it is told after half a minute
/// and interrupted after five, which closes the sockets of virtual threads; then the rows are tried again.
public final class OutputLoop implements Watched {
    /// How long a write or an attempt to open may take.
    public static final PluginCall.Limits PATIENCE =
            new PluginCall.Limits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(10));

    private static final long BREATHER_NANOS = Duration.ofMillis(100).toNanos();

    /// How often the window is doubled in which a row is looked for that is not refused.
    private static final int MOST_DOUBTS = 4;

    /// What an output needs to be delivered to.
    ///
    /// @param name for the log
    /// @param batchRows rows per write at the most
    /// @param flushInterval between two writes of what there is
    /// @param flushJitter added to it, anew each time, up to this much
    /// @param patience with calls into the plugin
    /// @param mostRows that the buffer holds
    public record Settings(
            String name,
            int batchRows,
            Duration flushInterval,
            Duration flushJitter,
            PluginCall.Limits patience,
            long mostRows) {
        /// So many rows do not wait for the end of a breather: a few batches, or where the buffer is small, less.
        long urgentRows() {
            return Math.max(batchRows, Math.min(8L * batchRows, mostRows / 4));
        }
    }

    /// Makes the output: again after each failure to open it.
    public interface Source {
        /// An output that is not open yet.
        Output create() throws Exception;

        /// It is open.
        void opened();

        /// It could not be made or opened.
        ///
        /// @return whether to try again; otherwise the loop ends
        boolean startFailed(Throwable problem);
    }

    private final Settings settings;
    private final Source source;
    private final MetricBuffer buffer;
    private final OutputCounts counts;
    private final Logger log;
    private final Backoff backoff = new Backoff();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PluginCall call;
    private final Thread thread;

    private volatile @Nullable Output output;
    private volatile boolean stopping;
    private boolean leftOut;
    private long nextFlush;
    private volatile boolean wanted;
    private volatile boolean urgent;
    private long breatherOver = System.nanoTime();
    private long flushes;
    private long flushesDone;
    private boolean healthy = true;
    private @Nullable MetricBatch witness; // the row that was taken last
    private int doubts;

    /// A loop that is not running yet.
    public OutputLoop(Settings settings, Source source, MetricBuffer buffer, OutputCounts counts, Logger log) {
        this.settings = settings;
        this.source = source;
        this.buffer = buffer;
        this.counts = counts;
        this.log = log;
        this.call = new PluginCall(counts);
        this.thread = Thread.ofVirtual().name(settings.name).unstarted(this::run);
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    /// Says that rows were added. Wakes nobody unless there is a batch to write, or enough of them to end a breather.
    public void appended() {
        if (wanted && urgent) {
            return;
        }
        long rows = buffer.size();
        if (rows >= settings.batchRows && !wanted) {
            signal(() -> wanted = true);
        }
        if (rows >= settings.urgentRows() && !urgent) {
            signal(() -> urgent = true);
        }
    }

    /// Tries to deliver everything now, and waits until that was tried once.
    ///
    /// @return whether the buffer was empty afterwards
    public boolean flushNow(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            long mine = ++flushes;
            changed.signalAll();
            while (flushesDone < mine && thread.isAlive()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changed.await(Math.min(left, 100_000_000L), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
        return buffer.size() == 0;
    }

    /// Ends the loop. Rows that are left stay in the buffer.
    ///
    /// @return whether the thread has ended in time; one that has not is left alone
    public boolean stop(Duration atMost) throws InterruptedException {
        stopping = true;
        signal(() -> {});
        if (!thread.join(atMost.dividedBy(2))) {
            thread.interrupt();
            return thread.join(atMost.dividedBy(2));
        }
        return true;
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            guarded(this::begin);
            while (!stopping && !leftOut) {
                guarded(this::turn);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /// Something that the thread does next.
    private interface Move {
        void make() throws InterruptedException;
    }

    /// Nothing but a stop ends the thread: no stray interrupt, and no defect of the host.
    private void guarded(Move move) throws InterruptedException {
        try {
            move.make();
        } catch (Throwable problem) {
            if (stopping && problem instanceof InterruptedException stopped) {
                throw stopped;
            }
            log.debug("going on after", problem);
        }
    }

    /// Opens at once: what listens should listen, and what cannot work should say so, before the first flush.
    private void begin() throws InterruptedException {
        boolean ready = opened() != null;
        nextFlush = System.nanoTime()
                + (ready ? pause() : backoff.next(Duration.ZERO).toNanos());
    }

    private void turn() throws InterruptedException {
        long asked = await(nextFlush);
        if (System.nanoTime() - nextFlush >= 0) {
            nextFlush = System.nanoTime() + pause();
        }
        Duration wait = stopping ? Duration.ZERO : deliverGuarded();
        if (wait != null) {
            nextFlush = System.nanoTime() + wait.toNanos();
        }
        breatherOver = System.nanoTime() + BREATHER_NANOS;
        signal(() -> flushesDone = Math.max(flushesDone, asked));
    }

    private long pause() {
        long jitter = settings.flushJitter.toNanos();
        return settings.flushInterval.toNanos()
                + (jitter > 0 ? ThreadLocalRandom.current().nextLong(jitter) : 0);
    }

    /// Waits for something to do; says which flush it answers.
    private long await(long nextFlush) throws InterruptedException {
        lock.lock();
        try {
            while (!stopping && flushes == flushesDone && !(urgent && healthy)) {
                long now = System.nanoTime();
                long left = nextFlush - now;
                if (wanted && healthy) {
                    left = Math.min(left, breatherOver - now);
                }
                if (left <= 0) {
                    break;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            wanted = false;
            urgent = false;
            return flushes;
        } finally {
            lock.unlock();
        }
    }

    /// What the plugin or the buffer may throw besides is one more failure: the thread goes on.
    private @Nullable Duration deliverGuarded() throws InterruptedException {
        try {
            return deliverAll();
        } catch (Throwable problem) {
            if (stopping && problem instanceof InterruptedException stopped) {
                throw stopped;
            }
            healthy = false;
            counts.failed(problem);
            return backoff.next(Duration.ZERO);
        }
    }

    /// Delivers what is there. Returns null when all went well, else how long to wait.
    private @Nullable Duration deliverAll() throws InterruptedException {
        Output ready = opened();
        if (ready == null) {
            return backoff.next(Duration.ZERO);
        }
        boolean some = false;
        MetricBuffer.Window window;
        while (!stopping && (window = buffer.read(settings.batchRows << doubts)) != null) {
            MetricBatch batch = window.batch();
            int rows = Math.min(settings.batchRows, batch.size());
            Delivery.Outcome outcome = Delivery.attempt(part -> written(ready, part), batch, rows, counts, witness);
            note(batch, outcome);
            buffer.settle(window, outcome.delivered(), outcome.rejected());
            tellRejected(window.batch(), outcome.rejected());
            if (outcome.rest() != null) {
                Duration wait = failed(outcome);
                some |= outcome.settled() > 0;
                if (isLeftBehind(outcome, rows)) {
                    continue;
                }
                return some ? longer(Duration.ofNanos(pause()), outcome.floor()) : wait;
            }
            succeeded();
        }
        return null;
    }

    /// Whether most rows were delivered, and the others are of another database, say, that is not there: these must not
    /// slow down the rest, which goes on at once, and no later than at the next flush.
    private boolean isLeftBehind(Delivery.Outcome outcome, int rows) {
        return outcome.floor().isZero() && outcome.settled() > rows / 2;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /// Where everything is refused, the next try looks further back in the queue for a row that is not.
    private void note(MetricBatch batch, Delivery.Outcome outcome) {
        doubts = outcome.doubtful() ? Math.min(doubts + 1, MOST_DOUBTS) : 0;
        if (outcome.lastTaken() >= 0) {
            MetricBatch.Builder last = new MetricBatch.Builder(); // a slice would keep the whole batch
            last.copy(batch, outcome.lastTaken());
            witness = last.seal();
        }
    }

    private void tellRejected(MetricBatch batch, List<Rejection> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        for (Loss loss : Loss.values()) {
            List<Rejection> alike = rejected.stream()
                    .filter(of -> Loss.of(batch, of.row()) == loss)
                    .toList();
            if (!alike.isEmpty()) {
                counts.refused(loss, alike.size(), reasons(alike) + whereabouts(loss));
            }
        }
    }

    private String whereabouts(Loss loss) {
        boolean kept = loss == Loss.ROW && buffer.isDurable();
        return kept
                ? "; they are dead letters: heliograph dlq show " + settings.name + " (with the agent's --config)"
                : "";
    }

    /// One of them, and how many others there are.
    private static String reasons(List<Rejection> rejected) {
        long others = rejected.stream().map(Rejection::reason).distinct().count() - 1;
        String first = rejected.getFirst().reason();
        return others == 0 ? first : first + " (and " + others + (others == 1 ? " other reason)" : " other reasons)");
    }

    /// An interrupt of the plugin's own making is a failure like any other.
    private WriteResult written(Output ready, MetricBatch part) throws Exception {
        Throwable problem = null;
        WriteResult result = null;
        call.begin("writing", settings.patience);
        try {
            result = ready.write(part);
        } catch (Throwable thrown) {
            problem = thrown;
        }
        boolean cut = ended();
        if (problem == null) {
            return Objects.requireNonNull(result, "write returned null");
        }
        throw failure("the write", problem, cut);
    }

    /// The thread is back from the plugin, and an interrupt of what it did there is over with it.
    private boolean ended() {
        boolean cut = call.end();
        if (call.wasLate()) {
            healthy = false; // as health says, until something succeeds
        }
        if (!stopping) {
            Thread.interrupted();
        }
        return cut;
    }

    private Exception failure(String what, Throwable problem, boolean cut) throws Exception {
        if (problem instanceof Error error && !cut) {
            throw error;
        }
        if (stopping && problem instanceof InterruptedException stopped) {
            throw stopped;
        }
        if (cut) {
            return new IOException(what + " was interrupted, as it did not come back: " + problem, problem);
        }
        return problem instanceof Exception known && !(problem instanceof InterruptedException)
                ? known
                : new IOException(what + " was interrupted: " + problem, problem);
    }

    private Duration failed(Delivery.Outcome outcome) {
        healthy = false;
        WriteResult.RetryLater rest = outcome.rest();
        counts.failed(new IOException(rest == null ? "" : rest.reason()));
        return backoff.next(outcome.floor());
    }

    private void succeeded() {
        if (!healthy || backoff.failures() > 0) {
            counts.recovered();
        }
        healthy = true;
        backoff.reset();
    }

    private @Nullable Output opened() throws InterruptedException {
        Output present = output;
        if (present != null || leftOut) {
            return present;
        }
        Output made = null;
        Throwable problem = null;
        call.begin("opening", settings.patience);
        try {
            made = source.create();
            made.open();
        } catch (Throwable thrown) {
            problem = thrown;
        }
        ended();
        if (problem != null) {
            discard(made);
            notOpened(problem);
            return null;
        }
        output = made;
        source.opened();
        return made;
    }

    private void notOpened(Throwable problem) throws InterruptedException {
        if (stopping && problem instanceof InterruptedException stopped) {
            throw stopped;
        }
        healthy = false;
        leftOut = !source.startFailed(problem);
    }

    @Override
    public void check() {
        call.check();
    }

    private void discard(@Nullable Output unusable) {
        if (unusable != null) {
            try {
                unusable.close();
            } catch (Throwable problem) {
                log.debug("closing after a failed start", problem);
            }
        }
    }

    private void close() {
        Output present = output;
        output = null;
        discard(present);
    }
}
