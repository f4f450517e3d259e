package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.ByteSink;
import java.util.ArrayDeque;
import java.util.Deque;

/// Lends room for bodies, so that a target holds none between its scrapes. Good for any thread.
final class Bodies {
    private static final int FIRST_BYTES = 64 << 10;
    private static final int MOST_BYTES = 4 << 20;
    private static final int KEPT = 2 * Runtime.getRuntime().availableProcessors();

    private final Deque<ByteSink> idle = new ArrayDeque<>();

    synchronized ByteSink borrow() {
        ByteSink last = idle.pollLast();
        return last == null ? new ByteSink(FIRST_BYTES) : last;
    }

    synchronized void giveBack(ByteSink body) {
        if (idle.size() < KEPT && body.array().length <= MOST_BYTES) {
            body.clear();
            idle.addLast(body);
        }
    }
}
