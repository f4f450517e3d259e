package io.heliograph.plugins.aggregate.basicstats;

/// What is kept of one field in one window. The variance is kept as Welford does, without the loss of a sum of squares.
final class FieldStats {
    private long count;
    private double min;
    private double max;
    private double sum;
    private double mean;
    private double squares; // sum of squared distances from the mean
    private double first;
    private double last;
    private double rate;
    private long firstNanos;
    private long lastNanos;

    void add(double value, long epochNanos) {
        if (count == 0) {
            begin(value, epochNanos);
            return;
        }
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        sum += value;
        last = value;
        lastNanos = epochNanos;
        if (value < min) {
            min = value;
        } else if (value > max) {
            max = value;
        }
        // rows of the time of the first one keep the rate that was there before
        if (epochNanos != firstNanos) {
            rate = diff() / (intervalNanos() / 1e9);
        }
    }

    private void begin(double value, long epochNanos) {
        count = 1;
        min = value;
        max = value;
        sum = value;
        mean = value;
        first = value;
        last = value;
        squares = 0;
        rate = 0;
        firstNanos = epochNanos;
        lastNanos = epochNanos;
    }

    void reset() {
        count = 0;
    }

    long count() {
        return count;
    }

    double diff() {
        return last - first;
    }

    long intervalNanos() {
        return lastNanos - firstNanos;
    }

    private double variance() {
        return squares / (count - 1);
    }

    /// Whether the statistic says something: most need two values, some a rise.
    boolean has(Stat stat) {
        return switch (stat) {
            case COUNT, MIN, MAX, MEAN, SUM, FIRST, LAST -> count > 0;
            case S2, STDEV, DIFF, RATE, PERCENT_CHANGE, INTERVAL -> count > 1;
            case NON_NEGATIVE_DIFF, NON_NEGATIVE_RATE -> count > 1 && diff() >= 0;
        };
    }

    double value(Stat stat) {
        return switch (stat) {
            case COUNT -> count;
            case MIN -> min;
            case MAX -> max;
            case MEAN -> mean;
            case SUM -> sum;
            case FIRST -> first;
            case LAST -> last;
            case S2 -> variance();
            case STDEV -> Math.sqrt(variance());
            case DIFF, NON_NEGATIVE_DIFF -> diff();
            case RATE, NON_NEGATIVE_RATE -> rate;
            case PERCENT_CHANGE -> diff() / first * 100;
            case INTERVAL -> intervalNanos();
        };
    }
}
