package io.heliograph.core.schedule;

import io.heliograph.api.Input;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.channel.HostAccumulator.NanoClock;
import io.heliograph.core.output.Backoff;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gathers from one input, or one target, for as long as it is wanted: one virtual thread.
///
/// The thread opens the input, with retries, and then gathers at every tick; a gather never overlaps another, as
/// there is only this thread. What happens to a gather that takes too long is the [Watch]'s affair, which calls
/// [#check]: it is reported at each interval, interrupted at its timeout, and left alone as stuck when that did not
/// help either.
public final class GatherLoop {
    private static final Duration LEAST_GRACE = Duration.ofSeconds(1);
    private static final Duration MOST_GRACE = Duration.ofSeconds(10);
    private static final Duration MOST_SLEEP = Duration.ofSeconds(10);

    /// What a loop needs to know.
    ///
    /// @param name of the thread, and what stands before problems: empty, or a target with a colon
    /// @param interval between gathers
    /// @param timeout after which a gather is interrupted
    public record Settings(String name, String subject, Duration interval, Duration timeout) {}

    /// Makes the input: again after each failure to open it.
    @FunctionalInterface
    public interface Source {
        /// An input that is not open yet.
        Input create() throws Exception;
    }

    private final Settings settings;
    private final Source source;
    private final Ticks ticks;
    private final HostAccumulator accumulator;
    private final GatherEvents events;
    private final NanoClock clock;
    private volatile Thread thread;

    private volatile boolean stopping;
    private volatile @Nullable Runnable left; // what to do when it has left, where it is to leave
    private volatile boolean stuck;
    private volatile long gatherBegan; // System.nanoTime, 0 between gathers
    private volatile int lateReported;
    private volatile boolean interrupted;
    private @Nullable Input input;
    private boolean hasGathered;

    /// A loop that is not running yet.
    public GatherLoop(
            Settings settings,
            Source source,
            Ticks ticks,
            HostAccumulator accumulator,
            GatherEvents events,
            NanoClock clock) {
        this.settings = settings;
        this.source = source;
        this.ticks = ticks;
        this.accumulator = accumulator;
        this.events = events;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name(settings.name).unstarted(this::run);
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    /// Tells the thread to end: at once between gathers, after the present one otherwise.
    public void stop() {
        stopping = true;
        if (gatherBegan == 0) {
            thread.interrupt();
        }
    }

    /// Tells the thread to gather no more, since what it gathers from has gone: it waits in case that comes back, and
    /// then
    /// lets the input say that its series have ended. To be stopped as ever.
    ///
    /// @param whenOver is run when all is done, unless it was stopped before
    public void leave(Runnable whenOver) {
        left = whenOver;
        if (gatherBegan == 0) {
            thread.interrupt();
        }
    }

    private boolean isWanted() {
        return !stopping && left == null;
    }

    /// Ends the present gather too.
    public void interrupt() {
        thread.interrupt();
    }

    /// Waits for the thread to end.
    ///
    /// @return whether it has
    public boolean join(Duration atMost) throws InterruptedException {
        return stuck || !thread.isAlive() || thread.join(atMost);
    }

    private void run() {
        try {
            if (openRetrying()) {
                gatherAtTicks();
                sayGoodbye();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
        Runnable over = left;
        if (over != null && !stopping) {
            over.run();
        }
    }

    private void gatherAtTicks() throws InterruptedException {
        while (isWanted()) {
            sleepUntil(ticks.next());
            if (!isWanted()) {
                return;
            }
            gather(true);
            hasGathered = true;
            ticks.advance(clock.epochNanos());
        }
    }

    /// As Prometheus does: what goes away for a moment, or to another scraper, would by then have been gathered from
    /// again. The series end at the first tick that was missed.
    private void sayGoodbye() throws InterruptedException {
        if (!hasGathered || stopping) {
            return;
        }
        long missed = ticks.next();
        long interval = settings.interval.toNanos();
        long due = missed + interval + interval / 10;
        while (!stopping && due > clock.epochNanos()) {
            nap(due - clock.epochNanos());
        }
        Input present = input;
        if (stopping || present == null) {
            return;
        }
        accumulator.begin();
        try {
            present.ended(missed, accumulator);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable problem) {
            events.closeFailed(problem);
        } finally {
            accumulator.end();
        }
    }

    /// In steps, since the clock may be set meanwhile.
    private void sleepUntil(long dueNanos) throws InterruptedException {
        long due = dueNanos;
        while (isWanted() && due > clock.epochNanos()) {
            nap(due - clock.epochNanos());
            ticks.follow(clock.epochNanos());
            due = Math.min(due, ticks.next());
        }
    }

    private void nap(long nanos) throws InterruptedException {
        try {
            Thread.sleep(Duration.ofNanos(Math.min(nanos, MOST_SLEEP.toNanos())));
        } catch (InterruptedException wake) {
            if (stopping) {
                throw wake;
            } // else it was meant for a gather that had just ended, or it is time to leave
        }
    }

    private boolean openRetrying() throws InterruptedException {
        Backoff backoff = new Backoff();
        while (isWanted()) {
            Input made = null;
            try {
                made = source.create();
                made.open();
                input = made;
                return true;
            } catch (Throwable problem) {
                closing(made);
                if (stopping || !events.startFailed(problem)) {
                    return false;
                }
            }
            Thread.sleep(backoff.next(Duration.ofSeconds(1)));
        }
        return false;
    }

    private void gather(boolean keep) {
        Input present = input;
        if (present == null) {
            return;
        }
        long began = System.nanoTime();
        lateReported = 0;
        interrupted = false;
        gatherBegan = began == 0 ? 1 : began;
        accumulator.begin();
        Throwable problem = null;
        try {
            present.gather(accumulator);
        } catch (Throwable thrown) {
            problem = thrown;
        } finally {
            gatherBegan = 0;
            if (!keep) {
                accumulator.forget();
            }
            accumulator.end();
        }
        boolean cut = Thread.interrupted() || interrupted;
        long took = System.nanoTime() - began;
        if (problem != null && cut && stopping) {
            return; // the host's doing, and nobody's fault
        }
        if (problem != null) {
            events.gatherFailed(cut && !stopping ? timedOut(problem) : problem, took);
        } else {
            events.gathered(took);
        }
    }

    private Exception timedOut(Throwable problem) {
        return new IOException(
                "interrupted after gather_timeout (" + settings.timeout.toMillis() + " ms): " + problem, problem);
    }

    private void close() {
        Input present = input;
        input = null;
        closing(present);
    }

    private void closing(@Nullable Input unwanted) {
        if (unwanted != null) {
            try {
                unwanted.close();
            } catch (IOException | RuntimeException | Error problem) {
                events.closeFailed(problem);
            }
        }
    }

    /// Looks whether the present gather takes too long; called every second or so, from one thread.
    void check() {
        long began = gatherBegan;
        if (began == 0 || stuck) {
            return;
        }
        Duration sofar = Duration.ofNanos(System.nanoTime() - began);
        int intervals = (int) (sofar.toNanos() / settings.interval.toNanos());
        if (intervals > lateReported) {
            lateReported = intervals;
            events.late(sofar);
        }
        if (!interrupted && sofar.compareTo(settings.timeout) > 0) {
            interrupted = true;
            thread.interrupt();
        } else if (interrupted && sofar.compareTo(settings.timeout.plus(grace())) > 0) {
            stuck = true;
            events.stuck(sofar);
        }
    }

    /// How long after its interrupt a gather may still come back: as long again, within bounds.
    private Duration grace() {
        Duration grace = settings.timeout.compareTo(MOST_GRACE) > 0 ? MOST_GRACE : settings.timeout;
        return grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace;
    }

    /// Gathers once, now, on the calling thread: for `--once` and `--test`.
    ///
    /// @param times how often, with half a second between: twice where one reading says nothing; only the last one
    ///     counts
    /// @return whether it could be opened
    public boolean once(int times) throws InterruptedException {
        thread = Thread.currentThread();
        try {
            if (input == null) {
                Input made = source.create();
                input = made;
                made.open();
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable problem) {
            events.startFailed(problem);
            close();
            return false;
        }
        for (int i = 0; i < times; i++) {
            if (i > 0) {
                Thread.sleep(500);
            }
            gather(i == times - 1);
        }
        close();
        return true;
    }
}
