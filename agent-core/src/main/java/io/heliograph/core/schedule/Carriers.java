package io.heliograph.core.schedule;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/// The threads of the system that carry virtual ones: as many as there are cores. A plugin that computes without end
/// keeps one to itself, and as many such plugins as cores would hold up all others. So one is added for each such call
/// for as long as it lasts; the system then shares the cores out.
///
/// The management classes are loaded only when it comes to that.
final class Carriers {
    private static final int MOST_LENT = 64;
    private static int lent;

    private Carriers() {}

    /// Adds one.
    ///
    /// @return whether it has to be given back
    static synchronized boolean lend() {
        if (lent == MOST_LENT) {
            return false;
        }
        lent++;
        change(1);
        return true;
    }

    /// Takes one away.
    static synchronized void giveBack() {
        lent--;
        change(-1);
    }

    private static void change(int by) {
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        scheduler.setParallelism(Math.max(1, scheduler.getParallelism() + by));
    }
}
