package io.heliograph.plugins.common.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// Closes something when a deadline passes: for calls that know no time limit, which are writes, and reads of Unix
/// sockets.
final class Watch {
    private final Thread sleeper;

    Watch(Closeable watched, Deadline deadline) {
        this.sleeper = Thread.ofVirtual().name("http-deadline").start(() -> await(watched, deadline));
    }

    private static void await(Closeable watched, Deadline deadline) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, deadline.remainingNanos())));
            watched.close();
        } catch (InterruptedException doneInTime) {
            Thread.currentThread().interrupt();
        } catch (IOException closedAnyway) {
            // the blocked call fails all the same
        }
    }

    /// Ends it: the call was in time.
    void end() {
        sleeper.interrupt();
    }
}
