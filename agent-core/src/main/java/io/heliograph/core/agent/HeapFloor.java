package io.heliograph.core.agent;

/// Has the whole heap collected when it has grown by a third since the last time, or by less when that costs next to
/// nothing.
///
/// The serial collector looks at what has grown old only once the heap cannot grow any more (JDK 25:
/// `SerialHeap::is_young_gc_safe`), and that is at a quarter of the machine. Rows that wait for their output grow old
/// by the megabyte, so an agent that needs 30 MB would take gigabytes in a day. A collection takes a millisecond or
/// two for each megabyte that is in use.
///
/// On only where the launcher says so (`-Dheliograph.collect=true`): other collectors know by themselves.
final class HeapFloor implements Runnable {
    private static final long LEAST_GROWTH_BYTES = 4 << 20;
    private static final long MUCH_GROWTH_BYTES = 8 << 20;
    private static final long LEAST_PAUSE_NANOS = 10_000_000_000L;
    private static final int LARGEST_SHARE = 400; // a collection for little growth: of 400 seconds, one
    private static final int HASTY_SHARE = 100; // for much growth, unless it is very much
    private static final long VERY_MUCH_GROWTH_BYTES = 64 << 20;

    private final Runtime runtime = Runtime.getRuntime();
    private final boolean on = Boolean.getBoolean("heliograph.collect");
    private long floorBytes;
    private long collectedNanos;
    private long tookNanos;

    /// To be called every second.
    @Override
    public void run() {
        if (!on) {
            return;
        }
        long growth = used() - floorBytes;
        if (floorBytes == 0) {
            collected(System.nanoTime());
        } else if (isMuch(growth) || growth > LEAST_GROWTH_BYTES && isCheap()) {
            long began = System.nanoTime();
            System.gc();
            collected(began);
        }
    }

    /// A collection makes pushes wait, so that one each second would be felt.
    private boolean isMuch(long growth) {
        boolean large = growth > Math.max(MUCH_GROWTH_BYTES, floorBytes / 3);
        boolean rested = System.nanoTime() - collectedNanos > HASTY_SHARE * tookNanos;
        return large && (rested || growth > Math.max(VERY_MUCH_GROWTH_BYTES, floorBytes));
    }

    private boolean isCheap() {
        long pauseNanos = Math.max(LEAST_PAUSE_NANOS, LARGEST_SHARE * tookNanos);
        return System.nanoTime() - collectedNanos > pauseNanos;
    }

    private void collected(long began) {
        collectedNanos = System.nanoTime();
        tookNanos = collectedNanos - began;
        floorBytes = used();
    }

    private long used() {
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
