package io.heliograph.plugins.host.cpu;

import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.host.proc.ProcFile;
import io.heliograph.plugins.host.proc.ProcFormatException;

/// The times of one processor, or of all, at two readings. In ticks of 1/100 s, as user space sees them on every Linux.
final class CpuTimes {
    private static final double TICKS_PER_SECOND = 100;
    /// The states in the order of /proc/stat.
    private static final String[] USAGE = {
        "usage_user", "usage_nice", "usage_system", "usage_idle", "usage_iowait",
        "usage_irq", "usage_softirq", "usage_steal", "usage_guest", "usage_guest_nice"
    };
    private static final String[] TIME = {
        "time_user", "time_nice", "time_system", "time_idle", "time_iowait",
        "time_irq", "time_softirq", "time_steal", "time_guest", "time_guest_nice"
    };
    private static final int USER = 0;
    private static final int NICE = 1;
    private static final int IDLE = 3;
    private static final int GUEST = 8;
    private static final int GUEST_NICE = 9;

    private final Series series;
    private long[] before = new long[USAGE.length];
    private long[] now = new long[USAGE.length];
    private int readings;

    CpuTimes(Series series) {
        this.series = series;
    }

    Series series() {
        return series;
    }

    /// Reads the rest of a line of /proc/stat; what an old kernel does not have is zero.
    void read(ProcFile line) throws ProcFormatException {
        long[] oldest = before;
        before = now;
        now = oldest;
        for (int state = 0; state < now.length; state++) {
            now[state] = line.nextWord() ? line.number() : 0;
        }
        readings++;
    }

    /// Whether there is a reading to compare with, and time has passed since.
    boolean hasUsage() {
        return readings > 1 && elapsed() > 0;
    }

    /// Whether the counters went back, as they do when a processor was taken out and put in again.
    boolean wentBack() {
        return readings > 1 && elapsed() < 0;
    }

    /// Puts the share of each state in percent. The kernel counts a guest's time as its user's too; here it is not.
    void putUsage(Row row, boolean active) {
        double elapsed = elapsed();
        for (int state = 0; state < USAGE.length; state++) {
            row.put(USAGE[state], 100 * spent(state) / elapsed);
        }
        if (active) {
            row.put("usage_active", 100 * (elapsed - (now[IDLE] - before[IDLE])) / elapsed);
        }
    }

    private long spent(int state) {
        long ticks = now[state] - before[state];
        return switch (state) {
            case USER -> ticks - (now[GUEST] - before[GUEST]);
            case NICE -> ticks - (now[GUEST_NICE] - before[GUEST_NICE]);
            default -> ticks;
        };
    }

    /// Puts the seconds spent in each state since the start, a guest's as user's too.
    void putTime(Row row, boolean active) {
        for (int state = 0; state < TIME.length; state++) {
            row.put(TIME[state], now[state] / TICKS_PER_SECOND);
        }
        if (active) {
            row.put("time_active", (total(now) - now[IDLE]) / TICKS_PER_SECOND);
        }
    }

    private long elapsed() {
        return total(now) - total(before);
    }

    /// The two guest times are parts of others.
    private static long total(long[] ticks) {
        long total = 0;
        for (int state = 0; state < GUEST; state++) {
            total += ticks[state];
        }
        return total;
    }
}
