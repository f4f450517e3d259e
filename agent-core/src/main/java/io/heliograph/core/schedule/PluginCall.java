package io.heliograph.core.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The calls of one thread into a plugin, one after the other, and what becomes of one that takes too long: it is
/// reported, then interrupted, and at last called stuck. Should it come back after all, the next call has all its time.
///
/// An interrupt reaches the call that it is meant for, and never what the thread does afterwards: [#end] takes it back.
/// So the thread may read and write files between calls, which an interrupt would close.
public final class PluginCall implements Watched {
    /// What a call may take.
    ///
    /// @param late after each of these it is reported
    /// @param timeout after which it is interrupted
    /// @param grace how long after that it may still come back before it is called stuck
    public record Limits(Duration late, Duration timeout, Duration grace) {}

    /// Takes what happens to calls.
    public interface Events {
        /// One is still under way after its time, or the double, and so on.
        ///
        /// @param doing what it does: `gathering`
        void late(String doing, Duration sofar);

        /// One has ignored its interrupt. It is left alone, until it comes back or for good.
        void stuck(String doing, Duration sofar);

        /// One that was stuck has come back.
        void cameBack(String doing, Duration after);
    }

    private final Events events;
    private @Nullable Thread inside;
    private String doing = "";
    private Limits limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private long began;
    private int lateReported;
    private boolean interrupted;
    private boolean carried;
    private volatile boolean stuck;

    /// No call is under way.
    public PluginCall(Events events) {
        this.events = events;
    }

    /// The present thread goes in.
    ///
    /// @param what it is to do there, for people
    public synchronized void begin(String what, Limits most) {
        doing = what;
        limits = most;
        began = System.nanoTime();
        lateReported = 0;
        interrupted = false;
        inside = Thread.currentThread();
    }

    /// The thread is back. Called again, it does nothing more.
    ///
    /// @return whether the call was interrupted for its time
    public boolean end() {
        boolean wasStuck;
        synchronized (this) {
            wasStuck = stuck;
            stuck = false;
            if (interrupted && inside != null) {
                Thread.interrupted();
            }
            inside = null;
            if (carried) {
                carried = false;
                Carriers.giveBack();
            }
        }
        if (wasStuck) {
            events.cameBack(doing, sofar());
        }
        return interrupted;
    }

    /// Whether the latest call took long enough to be reported.
    public synchronized boolean wasLate() {
        return lateReported > 0;
    }

    /// Whether a call is under way that is not waited for any more.
    public boolean isStuck() {
        return stuck;
    }

    private Duration sofar() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void check() {
        Runnable event;
        synchronized (this) {
            event = inside == null || stuck ? null : next(inside, sofar());
        }
        if (event != null) {
            event.run();
        }
    }

    /// A call that is late because it computes keeps its carrier from all others.
    private void makeRoomBeside(Thread thread) {
        if (!carried && thread.isVirtual() && thread.getState() == Thread.State.RUNNABLE) {
            carried = Carriers.lend();
        }
    }

    private @Nullable Runnable next(Thread thread, Duration sofar) {
        if (!interrupted && sofar.compareTo(limits.timeout) > 0) {
            interrupted = true;
            thread.interrupt();
        } else if (interrupted && sofar.compareTo(limits.timeout.plus(limits.grace)) > 0) {
            stuck = true;
            return () -> events.stuck(doing, sofar);
        }
        int times = (int) (sofar.toNanos() / Math.max(1, limits.late.toNanos()));
        if (times > lateReported) {
            lateReported = times;
            makeRoomBeside(thread);
            return () -> events.late(doing, sofar);
        }
        return null;
    }
}
