package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.MetricBuffer.Window;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.helpers.NOPLogger;

/// What the log costs on a real disk. Arguments: a folder that is not there yet, and how many scrapes of 1,000 rows.
final class LogMeasure {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LogMeasure() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int scrapes = Integer.parseInt(arguments[1]);
        MetricBatch[] batches = new MetricBatch[20];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Scrape.batch(i);
        }
        LogThread thread = new LogThread();
        LogBuffer buffer = open(thread, folder);
        long appending = 0;
        long wall = System.nanoTime();
        long cpu = cpuOfLog();
        for (int i = 0; i < scrapes; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            buffer.append(batches[i % 20]);
            appending += THREADS.getCurrentThreadCpuTime() - start;
            if (i % 100 == 99) {
                buffer.flush().get(1, TimeUnit.MINUTES);
            }
        }
        double rows = 1000.0 * scrapes;
        System.out.printf(
                "append %.2f ns, log thread %.1f ns of CPU per row; %.0f rows/s%n",
                appending / rows, (cpuOfLog() - cpu) / rows, rows / (System.nanoTime() - wall) * 1e9);
        flushes(buffer, batches[0]);
        System.out.printf("%.1f bytes per row on disk%n", bytes(folder) / (double) buffer.size());
        buffer.close();
        long start = System.nanoTime();
        LogBuffer again = open(thread, folder);
        System.out.printf("opened with %d rows in %.0f ms%n", again.size(), (System.nanoTime() - start) / 1e6);
        drain(again);
        again.close();
        thread.close();
    }

    private static LogBuffer open(LogThread thread, Path folder) throws Exception {
        LogLimits limits = new LogLimits(32 << 20, 8L << 30, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);
        return LogBuffer.open(
                thread, new ChannelFolder(folder), limits, 50_000, 64 << 20, new Rows.Counts(), NOPLogger.NOP_LOGGER);
    }

    private static void flushes(LogBuffer buffer, MetricBatch batch) throws Exception {
        long[] nanos = new long[300];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            buffer.append(batch);
            buffer.flush().get(1, TimeUnit.MINUTES);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf("one flush of 1,000 rows: p50 %.2f ms, p99 %.2f ms%n", nanos[150] / 1e6, nanos[297] / 1e6);
    }

    private static void drain(LogBuffer buffer) {
        long rows = 0;
        long start = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime() + cpuOfLog();
        for (Window window = buffer.read(1000); window != null; window = buffer.read(1000)) {
            rows += window.batch().size();
            buffer.settle(window, Rows.first(window.batch().size()), List.of());
        }
        System.out.printf(
                "read back and settled: %.0f rows/s, %.0f ns of CPU per row%n",
                rows * 1e9 / (System.nanoTime() - start),
                (double) (THREADS.getCurrentThreadCpuTime() + cpuOfLog() - cpu) / rows);
    }

    private static long cpuOfLog() {
        for (long id : THREADS.getAllThreadIds()) {
            if (THREADS.getThreadInfo(id) != null
                    && THREADS.getThreadInfo(id).getThreadName().equals("buffer")) {
                return THREADS.getThreadCpuTime(id);
            }
        }
        return 0;
    }

    private static long bytes(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
