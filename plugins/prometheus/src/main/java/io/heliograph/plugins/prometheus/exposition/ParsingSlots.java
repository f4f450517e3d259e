package io.heliograph.plugins.prometheus.exposition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/// Limits how many texts are parsed at a time, and so the memory that this takes: more than there are cores would not
/// be faster. Good for any thread.
public final class ParsingSlots {
    private static final int MOST_ROOM_BYTES = 4 << 20;

    private final Semaphore free;
    private final Deque<Samples> idle = new ArrayDeque<>();

    /// @param count how many at a time
    public ParsingSlots(int count) {
        this.free = new Semaphore(count);
    }

    /// Takes a slot and its columns.
    Samples take() throws InterruptedException {
        free.acquire();
        synchronized (idle) {
            Samples last = idle.pollLast();
            return last == null ? new Samples() : last;
        }
    }

    void giveBack(Samples samples) {
        samples.clear();
        if (samples.roomBytes() <= MOST_ROOM_BYTES) {
            synchronized (idle) {
                idle.addLast(samples);
            }
        }
        free.release();
    }
}
