package io.heliograph.core.schedule;

import io.heliograph.api.Input;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.channel.HostAccumulator.NanoClock;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gathers from one input, or one target, for as long as it is wanted: one virtual thread.
///
/// The thread opens the input, with retries, and then gathers at every tick; a gather never overlaps another, as
/// there is only this thread. What happens to a gather that takes too long is the [Watch]'s affair, by way of the
/// [PluginCall]: it is reported at each interval, interrupted at its timeout, and left alone as stuck when that did
/// not help either. One that comes back from there gathers at its next tick as if nothing had been.
public final class GatherLoop implements Watched {
    /// What a [PluginCall] of a gather is called.
    public static final String GATHERING = "gathering";

    private static final Duration LEAST_GRACE = Duration.ofSeconds(1);
    private static final Duration MOST_GRACE = Duration.ofSeconds(10);

    /// What a loop needs to know.
    ///
    /// @param name of the thread
    /// @param interval between gathers
    /// @param timeout after which a gather is interrupted
    /// @param opening after which an attempt to open is interrupted
    public record Settings(String name, Duration interval, Duration timeout, Duration opening) {
        PluginCall.Limits gathers() {
            return new PluginCall.Limits(interval, timeout, grace(timeout));
        }

        PluginCall.Limits opens() {
            return new PluginCall.Limits(opening, opening, grace(opening));
        }

        /// How long after its interrupt a call may still come back: as long again, within bounds.
        private static Duration grace(Duration timeout) {
            Duration grace = timeout.compareTo(MOST_GRACE) > 0 ? MOST_GRACE : timeout;
            return grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace;
        }
    }

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
    private final PluginCall call;
    private final PluginCall.Limits gathers;
    private volatile Thread thread;

    private volatile boolean stopping;
    private volatile boolean gathering;
    private boolean cut; // whether the latest gather was interrupted
    private volatile boolean leaving;
    private volatile boolean hasGathered;
    private @Nullable Input input;

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
        this.call = new PluginCall(events);
        this.gathers = settings.gathers();
        this.thread = Thread.ofVirtual().name(settings.name).unstarted(this::run);
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    /// Tells the thread to end: at once between gathers, after the present one otherwise.
    public void stop() {
        stopping = true;
        if (!gathering) {
            thread.interrupt();
        }
    }

    /// Tells the thread to gather no more, since what it gathers from has gone. It waits in case that comes back
    /// ([#stay]), then lets the input say that its series have ended, and ends.
    public void leave() {
        leaving = true;
        if (!hasGathered) {
            stop();
        } else if (!gathering) {
            thread.interrupt();
        }
    }

    /// What was gone is back.
    ///
    /// @return whether the loop goes on; otherwise it is about to end
    public synchronized boolean stay() {
        boolean stays = leaving && !stopping;
        leaving &= !stays;
        if (stays && !gathering) {
            thread.interrupt();
        }
        return stays;
    }

    /// Whether it was not told to stay; then it is too late for that.
    private synchronized boolean leaves() {
        stopping |= leaving;
        return leaving;
    }

    /// Ends the present gather too.
    public void interrupt() {
        thread.interrupt();
    }

    /// Waits for the thread to end; not where it is stuck.
    ///
    /// @return whether it has, or nothing is to be waited for
    public boolean join(Duration atMost) throws InterruptedException {
        return call.isStuck() || !thread.isAlive() || thread.join(atMost);
    }

    private void run() {
        try {
            if (openRetrying()) {
                gatherAtTicks();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            events.ended();
        }
    }

    private void gatherAtTicks() throws InterruptedException {
        while (!stopping) {
            sleepUntil(ticks.next());
            if (leaving) {
                linger(ticks.next());
            } else if (!stopping) {
                hasGathered = true; // before, as a target may go while it is gathered from for the first time
                gather(true);
            }
            ticks.advance(clock.epochNanos());
        }
    }

    /// As Prometheus does: what goes away for a moment, or to another scraper, will be gathered from again by the tick
    /// after the one that is missed. If not, its series have ended at the missed one.
    private void linger(long missedNanos) throws InterruptedException {
        long interval = settings.interval.toNanos();
        long due = missedNanos + interval + interval / 10;
        long left;
        while (leaving && !stopping && (left = due - clock.epochNanos()) > 0) {
            pause(Duration.ofNanos(Math.min(left, Duration.ofSeconds(10).toNanos())));
        }
        if (!stopping && leaves()) {
            sayEnded(missedNanos);
        }
    }

    private void sayEnded(long missedNanos) {
        Input present = input;
        if (present == null) {
            return;
        }
        Throwable problem;
        try {
            accumulator.begin();
            problem = saidEnded(present, missedNanos);
            accumulator.end();
        } catch (Throwable ofHost) {
            problem = ofHost;
        }
        if (problem != null) {
            events.closeFailed(problem);
        }
    }

    private @Nullable Throwable saidEnded(Input present, long missedNanos) {
        Throwable problem = null;
        call.begin("ending", gathers);
        try {
            present.ended(missedNanos, accumulator);
        } catch (Throwable thrown) {
            problem = thrown;
        }
        call.end();
        return problem;
    }

    /// In steps, since the clock may be set meanwhile.
    private void sleepUntil(long dueNanos) throws InterruptedException {
        long due = dueNanos;
        long left;
        while (!stopping && !leaving && (left = due - clock.epochNanos()) > 0) {
            pause(Duration.ofNanos(Math.min(left, Duration.ofSeconds(10).toNanos())));
            ticks.follow(clock.epochNanos());
            due = Math.min(due, ticks.next());
        }
    }

    /// An interrupt is the end only where one is meant.
    private void pause(Duration wait) throws InterruptedException {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException wake) {
            if (stopping) {
                throw wake;
            }
        }
    }

    private boolean openRetrying() throws InterruptedException {
        Backoff backoff = new Backoff();
        while (!stopping) {
            Throwable problem = open();
            if (problem == null) {
                return true;
            }
            if (stopping || !events.startFailed(problem)) {
                return false;
            }
            pause(backoff.next(Duration.ofSeconds(1)));
        }
        return false;
    }

    /// Makes and opens the input; says what was in the way.
    private @Nullable Throwable open() {
        Input made = null;
        Throwable problem = null;
        call.begin("opening", settings.opens());
        try {
            made = source.create();
            made.open();
        } catch (Throwable thrown) {
            problem = thrown;
        }
        boolean late = call.end();
        if (problem == null) {
            input = made;
            return null;
        }
        closing(made);
        return late && !stopping ? timedOut("opening was interrupted after", settings.opening, problem) : problem;
    }

    private void gather(boolean keep) {
        Input present = input;
        if (present == null) {
            return;
        }
        long began = System.nanoTime();
        gathering = true;
        cut = false;
        Throwable problem;
        try {
            accumulator.begin();
            problem = gathered(present);
            if (!keep) {
                accumulator.forget();
            }
            accumulator.end(); // may wait for the pipeline, which is not the plugin's fault
        } catch (Throwable ofHost) {
            problem = ofHost;
        }
        gathering = false;
        tell(problem, System.nanoTime() - began);
    }

    /// Says what went wrong, if anything did.
    private @Nullable Throwable gathered(Input present) {
        Throwable problem = null;
        call.begin(GATHERING, gathers);
        try {
            present.gather(accumulator);
        } catch (Throwable thrown) {
            problem = thrown;
        }
        cut = call.end() | Thread.interrupted();
        return problem;
    }

    private void tell(@Nullable Throwable problem, long tookNanos) {
        if (problem == null) {
            events.gathered(tookNanos);
        } else if (!stopping) {
            events.gatherFailed(
                    cut ? timedOut("interrupted after gather_timeout", settings.timeout, problem) : problem, tookNanos);
        } else if (!cut) { // else the host's doing, and nobody's fault
            events.gatherFailed(problem, tookNanos);
        }
    }

    private static Exception timedOut(String what, Duration timeout, Throwable problem) {
        return new IOException(what + " (" + timeout.toMillis() + " ms): " + problem, problem);
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

    @Override
    public void check() {
        call.check();
    }

    /// Gathers once, now, on the calling thread: for `--once` and `--test`.
    ///
    /// @param times how often, with half a second between: twice where one reading says nothing; only the last one
    ///     counts
    /// @return whether it could be opened
    public boolean once(int times) throws InterruptedException {
        thread = Thread.currentThread();
        Throwable problem = open();
        if (problem instanceof InterruptedException stopped) {
            throw stopped;
        }
        if (problem != null) {
            events.startFailed(problem);
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
