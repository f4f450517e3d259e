package io.heliograph.plugins.prometheus.client;

import io.heliograph.plugins.prometheus.exposition.GoFloat;
import java.util.Arrays;

/// The buckets of a histogram by their upper bounds, or the values of a summary by their quantiles, in rising order.
///
/// Marks come once and values all the time, so the text of a mark is made when the mark is.
final class Parts {
    /// More marks than this are nobody's histogram, and must not eat the memory.
    static final int MOST = 1024;

    private double[] marks = new double[4];
    private String[] texts = new String[4];
    private double[] values = new double[4];
    private int size;

    int size() {
        return size;
    }

    double mark(int index) {
        return marks[index];
    }

    String text(int index) {
        return texts[index];
    }

    double value(int index) {
        return values[index];
    }

    void clear() {
        size = 0;
    }

    /// Sets the value of a mark; whether there was room for it.
    boolean put(double mark, double value) {
        int index = Arrays.binarySearch(marks, 0, size, mark);
        if (index < 0) {
            index = -1 - index;
            if (size == MOST) {
                return false;
            }
            insert(index, mark);
        }
        values[index] = value;
        return true;
    }

    private void insert(int index, double mark) {
        if (size == marks.length) {
            marks = Arrays.copyOf(marks, 2 * size);
            texts = Arrays.copyOf(texts, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        System.arraycopy(marks, index, marks, index + 1, size - index);
        System.arraycopy(texts, index, texts, index + 1, size - index);
        System.arraycopy(values, index, values, index + 1, size - index);
        marks[index] = mark;
        texts[index] = GoFloat.text(mark);
        size++;
    }
}
