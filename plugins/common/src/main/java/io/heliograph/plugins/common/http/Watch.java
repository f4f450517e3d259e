package io.heliograph.plugins.common.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Closes what is not done when its deadline passes, so that every blocked call on it fails. Good for any thread.
///
/// One virtual thread sleeps until the nearest deadline that was known when it fell asleep, and ends when it wakes and
/// nothing is under way. As exchanges mostly end long before their deadline, many of them cost one wake-up; a limit on
/// each read would cost a timer, and its thread's wake-up, for every single one.
final class Watch {
    private final Set<Limit> limits = new HashSet<>();
    private @Nullable Thread sleeper;
    private long wakesNanos;

    /// What has to be done in time. Compared by identity.
    static final class Limit {
        private final Closeable watched;
        private final Deadline deadline;

        private Limit(Closeable watched, Deadline deadline) {
            this.watched = watched;
            this.deadline = deadline;
        }
    }

    /// Begins to watch; [#end] must follow.
    synchronized Limit begin(Closeable watched, Deadline deadline) {
        Limit limit = new Limit(watched, deadline);
        limits.add(limit);
        long end = deadline.endNanos();
        if (sleeper == null) {
            wakesNanos = end;
            sleeper = Thread.ofVirtual().name("http-deadlines").start(this::watch);
        } else if (end - wakesNanos < 0) {
            wakesNanos = end;
            LockSupport.unpark(sleeper);
        }
        return limit;
    }

    /// It was done in time: from here on it is not closed any more.
    synchronized void end(Limit limit) {
        limits.remove(limit);
    }

    private void watch() {
        for (long left = closeLate(); left > 0; left = closeLate()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /// Closes what is late, which does not block.
    ///
    /// @return how long to sleep, or 0 where nothing is under way
    private synchronized long closeLate() {
        long now = System.nanoTime();
        if (wakesNanos - now > 0) {
            return wakesNanos - now;
        }
        long nearest = Long.MAX_VALUE;
        for (Iterator<Limit> all = limits.iterator(); all.hasNext(); ) {
            Limit limit = all.next();
            long left = limit.deadline.endNanos() - now;
            if (left > 0) {
                nearest = Math.min(nearest, left);
            } else {
                all.remove();
                close(limit.watched);
            }
        }
        if (limits.isEmpty()) {
            sleeper = null;
            return 0;
        }
        wakesNanos = now + nearest;
        return nearest;
    }

    private static void close(Closeable late) {
        try {
            late.close();
        } catch (IOException closedAnyway) {
            // the blocked call fails all the same
        }
    }
}
