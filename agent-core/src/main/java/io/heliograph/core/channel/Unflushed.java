package io.heliograph.core.channel;

import org.jspecify.annotations.Nullable;

/// Since when each of those who emit into one accumulator has rows that it did not flush. Who shares an accumulator is
/// told apart by thread, as a push is read, emitted and flushed by one.
final class Unflushed {
    private final @Nullable ThreadLocal<Since> perThread;
    private final Since only = new Since();
    private volatile long flushedNanos = System.nanoTime();

    private static final class Since {
        boolean any;
        long nanos;
    }

    Unflushed(boolean shared) {
        perThread = shared ? ThreadLocal.withInitial(Since::new) : null;
    }

    private Since mine() {
        ThreadLocal<Since> threads = perThread;
        return threads == null ? only : threads.get();
    }

    /// This thread begins a row.
    void row() {
        Since since = mine();
        if (!since.any) {
            since.any = true;
            since.nanos = System.nanoTime();
        }
    }

    /// This thread flushes what it emitted; one that emitted nothing flushes what all others did since the last flush.
    ///
    /// @return since when that was, as `System.nanoTime()` has it
    long flush() {
        Since since = mine();
        long from = since.any ? since.nanos : flushedNanos;
        since.any = false;
        flushedNanos = System.nanoTime();
        return from;
    }
}
