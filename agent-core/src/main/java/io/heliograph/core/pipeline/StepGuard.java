package io.heliograph.core.pipeline;

import io.heliograph.api.Metric;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Knows which plugin the pipeline's thread is in, and since when, so that one that hangs can be left behind.
///
/// The state is one number: how often it changed, and in its low two bits whether the thread is in the host, in a
/// plugin, or abandoned there. The thread goes in with [#enter] and comes out with [#leave]; the watchdog abandons
/// exactly the call that it saw, by comparing the whole number, and from then on the thread's next [#leave] throws. A
/// thread that was abandoned must not touch anything of the pipeline again: every way back into the host leads
/// through `leave`.
final class StepGuard {
    private static final int HOST = 0;
    private static final int PLUGIN = 1;
    private static final int ABANDONED = 2;
    private static final int STEP = 4;

    private final AtomicLong state = new AtomicLong();
    private volatile long enteredNanos;
    private volatile @Nullable Visit visit;

    /// A call into a plugin, and where to go on when it does not come back.
    ///
    /// @param stage whose plugin it is
    /// @param metric the row that it has; null where it only answers for a series
    /// @param place in its chain to go on from with that row
    record Visit(Stage stage, @Nullable Metric metric, int place) {}

    /// Ends a thread that was abandoned. No error of the plugin's, and not to be caught.
    static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("this thread was left behind", null, false, false);
        }
    }

    /// The thread goes into a plugin, for the first time or back to it.
    void enter(Visit next) {
        visit = next;
        enteredNanos = System.nanoTime();
        state.set(changed(state.get(), PLUGIN));
    }

    /// The thread comes out of a plugin, for good or to do something for it; says which it was in, if any.
    @Nullable
    Visit leave() {
        Visit left = visit;
        long present = state.get();
        if ((present & 3) == HOST) {
            return null;
        }
        if ((present & 3) == ABANDONED || !state.compareAndSet(present, changed(present, HOST))) {
            throw new Abandoned();
        }
        visit = null;
        return left;
    }

    private static long changed(long present, int place) {
        return (present / STEP + 1) * STEP + place;
    }

    /// Abandons the thread where it has been in one call for so long, and says in which.
    @Nullable
    Visit abandonAfter(long nanos) {
        long seen = state.get();
        if ((seen & 3) != PLUGIN) {
            return null;
        }
        Visit where = visit;
        boolean late = System.nanoTime() - enteredNanos > nanos;
        return late && state.compareAndSet(seen, changed(seen, ABANDONED)) ? where : null;
    }
}
