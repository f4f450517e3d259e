package io.heliograph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whether an agent takes more and more of what there is: heap, descriptors, threads. Looked at when it has nothing
/// left to do, within one life.
final class Growth {
    /// From when on a slope of the heap says anything.
    private static final double JUDGED_FROM_HOURS = 1;

    private static final double MOST_PERCENT_PER_HOUR = 1;
    private static final int MOST_MORE_DESCRIPTORS = 10;
    private static final int MOST_MORE_THREADS = 6;

    private final List<Point> points = new ArrayList<>();
    private double lowestHeap = Double.MAX_VALUE;

    /// What it took at a time.
    ///
    /// @param heap bytes in use after a collection: the lowest that was seen since the point before
    private record Point(double hours, double heap, double descriptors, double threads) {}

    /// Looks at the heap each second until a time of [System#nanoTime].
    void watch(RunningAgent agent, long until) throws IOException, InterruptedException {
        while (System.nanoTime() < until) {
            lowestHeap = Math.min(lowestHeap, agent.books().sum("jvm_memory_used_bytes", "area=\"heap\""));
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /// Another life begins.
    void reset() {
        points.clear();
        lowestHeap = Double.MAX_VALUE;
    }

    /// Notes what an agent takes that has nothing left to do.
    void note(RunningAgent agent) throws IOException {
        Books books = agent.books();
        points.add(new Point(
                System.nanoTime() / 3.6e12,
                Math.min(lowestHeap, books.sum("jvm_memory_used_bytes", "area=\"heap\"")),
                books.sum("process_open_fds", ""),
                books.sum("process_threads", "")));
        lowestHeap = Double.MAX_VALUE;
    }

    /// Adds its verdict to the report of the soak.
    ///
    /// @return whether nothing grows
    boolean tell(int faults, int ends) throws IOException {
        Point first = points.getFirst();
        Point last = points.getLast();
        double hours = last.hours - first.hours;
        double slope = heapPercentPerHour();
        boolean heapHolds = hours < JUDGED_FROM_HOURS || slope < MOST_PERCENT_PER_HOUR;
        boolean descriptorsHold = last.descriptors - first.descriptors <= MOST_MORE_DESCRIPTORS;
        boolean threadsHold = last.threads - first.threads <= MOST_MORE_THREADS;
        StringBuilder text = new StringBuilder("\nthe last life, at rest:\n");
        for (Point point : points) {
            text.append("%6.2f h  heap %.1f MiB  descriptors %.0f  threads %.0f%n"
                    .formatted(point.hours - first.hours, point.heap / (1 << 20), point.descriptors, point.threads));
        }
        text.append("%s heap %+.2f %% an hour over %.2f h%s%n"
                .formatted(
                        mark(heapHolds), slope, hours, hours < JUDGED_FROM_HOURS ? " (judged from an hour on)" : ""));
        text.append("%s descriptors %+.0f%n".formatted(mark(descriptorsHold), last.descriptors - first.descriptors));
        text.append("%s threads %+.0f%n".formatted(mark(threadsHold), last.threads - first.threads));
        boolean holds = heapHolds && descriptorsHold && threadsHold;
        text.append(faults).append(" faults, ").append(ends).append(" ends\n");
        text.append(holds ? "1 passed, 0 failed\n" : "0 passed, 1 failed\n");
        System.out.print(text);
        Files.writeString(Path.of("target", "proof", "soak.txt"), text, StandardOpenOption.APPEND);
        return holds;
    }

    private static String mark(boolean holds) {
        return holds ? "ok    " : "FAILED";
    }

    /// The slope of the line that fits best, in percent of the mean.
    private double heapPercentPerHour() {
        double meanHours = points.stream().mapToDouble(Point::hours).average().orElse(0);
        double meanHeap = points.stream().mapToDouble(Point::heap).average().orElse(1);
        double above = 0;
        double below = 0;
        for (Point point : points) {
            above += (point.hours - meanHours) * (point.heap - meanHeap);
            below += (point.hours - meanHours) * (point.hours - meanHours);
        }
        return below == 0 ? 0 : 100 * above / below / meanHeap;
    }
}
