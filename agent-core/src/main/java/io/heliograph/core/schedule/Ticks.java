package io.heliograph.core.schedule;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// When an input gathers: at multiples of its interval, moved by its offset, each put off by a random jitter that
/// does not add up. Ticks that were missed are skipped.
public final class Ticks {
    private final long interval;
    private final long offset;
    private final long jitter;
    private long next;
    private long delay;

    /// @param interval between two ticks, positive
    /// @param offset all ticks are moved by this
    /// @param jitter each tick is put off by a random time up to this
    /// @param aligned ticks are at multiples of the interval since the epoch; otherwise they count from now
    /// @param nowNanos the present time since the epoch
    public Ticks(Duration interval, Duration offset, Duration jitter, boolean aligned, long nowNanos) {
        this.interval = interval.toNanos();
        this.offset = offset.toNanos();
        this.jitter = jitter.toNanos();
        this.next = first(nowNanos, aligned);
        this.delay = draw();
    }

    /// An aligned start that is just over leaves a little room, as in Telegraf: one hundredth of the interval.
    private long first(long now, boolean aligned) {
        if (!aligned) {
            return now + offset;
        }
        long moved = now + interval / 100 - offset;
        long over = Math.floorMod(moved, interval);
        return (over == 0 ? moved : moved + interval - over) + offset;
    }

    /// The time of the next tick since the epoch, its jitter included, which is drawn once.
    public long next() {
        return next + delay;
    }

    private long draw() {
        return jitter > 0 ? ThreadLocalRandom.current().nextLong(jitter) : 0;
    }

    /// Moves on to the first tick after a time.
    ///
    /// @return how many ticks were missed
    public long advance(long nowNanos) {
        long missed = Math.max(0, (nowNanos - next) / interval);
        next += interval * (missed + 1);
        delay = draw();
        return missed;
    }

    /// Starts afresh after the clock has leapt: a next tick that is further away than one interval is none.
    public void follow(long nowNanos) {
        if (next - nowNanos > 2 * interval) {
            next -= (next - nowNanos) / interval * interval;
        }
    }
}
