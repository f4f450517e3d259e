package io.heliograph.plugins.influxdb.listener;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that all bodies under way may take together: 64 clients with 16 MiB each must not end the agent.
final class Room {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    Room(long limit) {
        this.limit = limit;
    }

    static Room ofHeap() {
        return new Room(Runtime.getRuntime().maxMemory() / 4);
    }

    /// Takes room; false where there is none.
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) > limit) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long limit() {
        return limit;
    }
}
