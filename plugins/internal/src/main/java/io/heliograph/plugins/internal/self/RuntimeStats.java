package io.heliograph.plugins.internal.self;

import io.heliograph.api.Row;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;

/// The Java runtime, under the names that Telegraf has for the runtime of Go where both have such a thing. Go's
/// counts of objects, and what it has given back to the system, are not known here.
final class RuntimeStats {
    void tellMemory(Row row) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage other = memory.getNonHeapMemoryUsage();
        row.put("alloc_bytes", heap.getUsed())
                .put("sys_bytes", heap.getCommitted() + other.getCommitted())
                .put("heap_alloc_bytes", heap.getUsed())
                .put("heap_sys_bytes", heap.getCommitted())
                .put("heap_idle_bytes", heap.getCommitted() - heap.getUsed())
                .put("heap_in_use_bytes", heap.getUsed())
                .put("num_gc", collections());
        if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads) {
            row.put("total_alloc_bytes", threads.getTotalThreadAllocatedBytes());
        }
        row.emit();
    }

    private static long collections() {
        long count = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += Math.max(0, collector.getCollectionCount());
        }
        return count;
    }

    private static long collectionMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    void tellMore(Row row) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        row.put("threads", threads.getThreadCount())
                .put("peak_threads", threads.getPeakThreadCount())
                .put("loaded_classes", classes.getLoadedClassCount())
                .put("gc_count", collections())
                .put("gc_time_ms", collectionMillis())
                .put("uptime_ms", ManagementFactory.getRuntimeMXBean().getUptime())
                .put("heap_max_bytes", Runtime.getRuntime().maxMemory())
                .put("processors", Runtime.getRuntime().availableProcessors());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            row.put("cpu_time_ns", system.getProcessCpuTime());
        }
        row.emit();
    }
}
