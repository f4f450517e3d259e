package io.heliograph.plugins.common.relabel;

import io.heliograph.api.TagSet;
import java.util.Arrays;

/// The labels of one series while rules work on them. A label that is empty is none.
///
/// Labels are kept in the order in which Prometheus goes through them: those that nobody wrote sorted by name, then the
/// written ones. It decides which of two labels wins that `labelmap` gives the same name.
final class Labels {
    private final TagSet original;
    private String[] names;
    private String[] values;
    private int size;
    private int untouched; // so many of the first are as they came

    Labels(TagSet labels) {
        this.original = labels;
        this.size = labels.size();
        this.untouched = size;
        this.names = new String[size + 4];
        this.values = new String[size + 4];
        for (int i = 0; i < size; i++) {
            names[i] = labels.key(i);
            values[i] = labels.value(i);
        }
    }

    private Labels(Labels other) {
        this.original = other.original;
        this.names = other.names.clone();
        this.values = other.values.clone();
        this.size = other.size;
        this.untouched = other.untouched;
    }

    Labels copy() {
        return new Labels(this);
    }

    int size() {
        return size;
    }

    String name(int index) {
        return names[index];
    }

    String value(int index) {
        return values[index];
    }

    /// Empty where there is none.
    String value(String name) {
        int index = indexOf(name);
        return index < 0 ? "" : values[index];
    }

    private int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// An empty value removes the label; so does an empty name, which is none.
    void put(String name, String value) {
        int index = indexOf(name);
        if (index >= untouched && !value.isEmpty()) {
            values[index] = value;
            return;
        }
        if (index >= 0) {
            remove(index);
        }
        if (!value.isEmpty() && !name.isEmpty()) {
            append(name, value);
        }
    }

    private void append(String name, String value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }

    void remove(int index) {
        size--;
        System.arraycopy(names, index + 1, names, index, size - index);
        System.arraycopy(values, index + 1, values, index, size - index);
        untouched -= index < untouched ? 1 : 0;
    }

    /// As a set; the one that it was made of, where nothing is different.
    TagSet toTagSet() {
        if (untouched == size && size == original.size()) {
            return original;
        }
        sort();
        String[] pairs = new String[2 * size];
        for (int i = 0; i < size; i++) {
            pairs[2 * i] = names[i];
            pairs[2 * i + 1] = values[i];
        }
        TagSet changed = TagSet.of(pairs);
        return changed.equals(original) ? original : changed;
    }

    /// By insertion: the few that were written move into those that are sorted already.
    private void sort() {
        for (int i = 1; i < size; i++) {
            String name = names[i];
            String value = values[i];
            int to = i;
            while (to > 0 && names[to - 1].compareTo(name) > 0) {
                names[to] = names[to - 1];
                values[to] = values[to - 1];
                to--;
            }
            names[to] = name;
            values[to] = value;
        }
    }
}
