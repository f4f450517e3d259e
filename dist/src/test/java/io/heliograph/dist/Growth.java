package io.heliograph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether an agent takes more and more of what there is: heap, descriptors, threads. Looked at when it has nothing
/// left to do, within one life.
final class Growth {
    /// From when on a slope of the heap says anything.
    private static final double JUDGED_FROM_HOURS = 1;

    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final double MOST_PERCENT_PER_HOUR = 1;
    private static final int MOST_MORE_DESCRIPTORS = 10;
    private static final int MOST_MORE_THREADS = 6;

    private static final Path COLLECTIONS =
            Path.of("target", "proof", "soak-gc.log").toAbsolutePath();
    private static final Pattern OLD_AFTER = Pattern.compile("Tenured: \\d+K\\(\\d+K\\)->(\\d+)K");

    private final List<Point> points = new ArrayList<>();
    private int linesRead;

    /// What it took at a time.
    ///
    /// @param heap bytes of the old generation after a collection: the lowest since the point before
    private record Point(double hours, double heap, double descriptors, double threads) {}

    /// Has an agent write down what its collections leave.
    static String javaOptions() throws IOException {
        Files.createDirectories(COLLECTIONS.getParent());
        return "-Xlog:gc+heap=info:file=" + COLLECTIONS + "::filecount=0";
    }

    private double lowestHeap() throws IOException {
        List<String> lines = Files.readAllLines(COLLECTIONS);
        double lowest = Double.NaN;
        for (String line : lines.subList(Math.min(linesRead, lines.size()), lines.size())) {
            Matcher after = OLD_AFTER.matcher(line);
            if (after.find()) {
                double bytes = 1024 * Double.parseDouble(after.group(1));
                lowest = Double.isNaN(lowest) ? bytes : Math.min(lowest, bytes);
            }
        }
        linesRead = lines.size();
        return Double.isNaN(lowest) && !points.isEmpty() ? points.getLast().heap : lowest;
    }

    /// Another life begins.
    void reset() {
        points.clear();
        linesRead = 0;
    }

    /// Notes what an agent takes that has nothing left to do.
    void note(RunningAgent agent) throws IOException {
        Books books = agent.books();
        points.add(new Point(
                System.nanoTime() / NANOS_PER_HOUR,
                lowestHeap(),
                books.sum("process_open_fds", ""),
                books.sum("process_threads", "")));
    }

    /// Adds its verdict to the report of the soak.
    ///
    /// @return whether nothing grows
    boolean tell(int faults, int ends) throws IOException {
        if (points.size() > 2) {
            points.removeFirst(); // it has not taken yet what it needs
        }
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
