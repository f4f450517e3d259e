package io.heliograph.core.agent;

import java.util.WeakHashMap;

/// Lets the series of inputs age, once an interval: what an input has not emitted for a while is forgotten.
final class Ages implements Runnable {
    private final Agent agent;
    private final WeakHashMap<InputUnit, Long> aged = new WeakHashMap<>();

    Ages(Agent agent) {
        this.agent = agent;
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        for (InputUnit input : agent.units().inputs()) {
            long last = aged.computeIfAbsent(input, unit -> now);
            if (now - last > input.parts().interval.toNanos()) {
                aged.put(input, now);
                input.parts().age();
            }
        }
    }
}
