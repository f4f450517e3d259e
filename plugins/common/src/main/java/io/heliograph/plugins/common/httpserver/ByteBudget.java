package io.heliograph.plugins.common.httpserver;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that all bodies under way may take together: 64 clients with 16 MiB each must not end the agent.
public final class ByteBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /// @param limit in bytes
    public ByteBudget(long limit) {
        this.limit = limit;
    }

    /// A share of the heap.
    ///
    /// @param share one of how many parts
    public static ByteBudget ofHeap(int share) {
        return new ByteBudget(Runtime.getRuntime().maxMemory() / share);
    }

    /// Takes some; false where there is not so much left.
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

    /// What is taken at present.
    public long taken() {
        return taken.get();
    }

    /// The most that can be taken.
    public long limit() {
        return limit;
    }
}
