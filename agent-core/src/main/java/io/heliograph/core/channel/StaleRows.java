package io.heliograph.core.channel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The accumulators of listeners that hold rows at present, so that the host can hand over what has waited for a
/// second.
public final class StaleRows {
    private final Set<HostAccumulator> holding = ConcurrentHashMap.newKeySet();

    void waiting(HostAccumulator accumulator) {
        holding.add(accumulator);
    }

    void gone(HostAccumulator accumulator) {
        holding.remove(accumulator);
    }

    /// Hands over what has waited for a second; to be called every second.
    public void sealOld() {
        for (HostAccumulator accumulator : holding) {
            accumulator.sealIfStale();
        }
    }

    /// Hands over everything: at a stop.
    public void sealAll() {
        for (HostAccumulator accumulator : holding) {
            accumulator.seal();
        }
    }
}
