package io.heliograph.plugins.influxdb.listener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Interrupts a thread that is not done in time.
final class Deadline {
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean met;

    /// Waits, and interrupts the worker where it is late.
    void watch(Thread worker, Duration allowed) throws InterruptedException {
        if (!done.await(allowed.toNanos(), TimeUnit.NANOSECONDS)) {
            synchronized (this) {
                if (!met) {
                    worker.interrupt();
                }
            }
        }
    }

    /// The work is done: no interrupt comes after this.
    void met() {
        synchronized (this) {
            met = true;
        }
        done.countDown();
    }
}
