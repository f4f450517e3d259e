package io.heliograph.core.agent;

/// Has the whole heap collected when it has grown by half since the last time.
///
/// The serial collector looks at what has grown old only once the heap cannot grow any more (JDK 25:
/// `SerialHeap::is_young_gc_safe`), and that is at a quarter of the machine. Rows that wait for their output grow old
/// by
/// the megabyte, so an agent that is asked for 30 MB would take gigabytes in a day. A collection takes about a
/// millisecond for each megabyte that is in use, and comes after at least half as much has been thrown away.
///
/// On only where the launcher says so (`-Dheliograph.collect=true`): other collectors know by themselves.
final class HeapFloor implements Runnable {
    private static final long LEAST_GROWTH_BYTES = 8 << 20;

    private final Runtime runtime = Runtime.getRuntime();
    private final boolean on = Boolean.getBoolean("heliograph.collect");
    private long floorBytes;

    /// To be called every second.
    @Override
    public void run() {
        if (!on) {
            return;
        }
        long used = used();
        if (floorBytes == 0) {
            floorBytes = used;
        } else if (used - floorBytes > Math.max(LEAST_GROWTH_BYTES, floorBytes / 2)) {
            System.gc();
            floorBytes = used();
        }
    }

    private long used() {
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
