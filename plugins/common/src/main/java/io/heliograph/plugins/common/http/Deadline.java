package io.heliograph.plugins.common.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/// The end of the time that an exchange may take, from the name look-up to the last byte of the body.
final class Deadline {
    private final Duration allowed;
    private final long endNanos;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.endNanos = System.nanoTime() + allowed.toNanos();
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    /// This one, or one that is sooner.
    Deadline atMost(Duration longest) {
        return remainingNanos() <= longest.toNanos() ? this : in(longest);
    }

    /// Of `System.nanoTime`.
    long endNanos() {
        return endNanos;
    }

    long remainingNanos() {
        return endNanos - System.nanoTime();
    }

    boolean isOver() {
        return remainingNanos() <= 0;
    }

    /// What is left, at least 1: sockets take 0 for "for ever".
    int remainingMillis() throws SocketTimeoutException {
        long nanos = remainingNanos();
        if (nanos <= 0) {
            throw expired();
        }
        return (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000 + 1);
    }

    /// @param why it is over
    SocketTimeoutException expired(String why) {
        return new SocketTimeoutException("not done within " + text() + ": " + why);
    }

    SocketTimeoutException expired() {
        return new SocketTimeoutException("not done within " + text());
    }

    private String text() {
        long millis = allowed.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
