package io.heliograph.core.channel;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The accumulators of listeners that hold rows at present, so that the host can hand over what has waited for a
/// second.
public final class StaleRows {
    private static final Duration SEAL_ALL = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofMillis(5);

    private final Set<HostAccumulator> holding = ConcurrentHashMap.newKeySet();

    void waiting(HostAccumulator accumulator) {
        holding.add(accumulator);
    }

    void gone(HostAccumulator accumulator) {
        holding.remove(accumulator);
    }

    /// Hands over what has waited for a second; to be called every second. Never waits: what cannot go now, as the
    /// channel is full or a row is open, goes a second later.
    public void sealOld() {
        for (HostAccumulator accumulator : holding) {
            accumulator.sealIfStale();
        }
    }

    /// Hands over everything: at a stop. Where a row is open or the channel is full, it is tried again for a quarter
    /// of a second.
    public void sealAll() throws InterruptedException {
        long deadline = System.nanoTime() + SEAL_ALL.toNanos();
        tryAll();
        while (!holding.isEmpty() && deadline - System.nanoTime() > 0) {
            Thread.sleep(RETRY);
            tryAll();
        }
    }

    private void tryAll() {
        for (HostAccumulator accumulator : holding) {
            accumulator.trySeal();
        }
    }
}
