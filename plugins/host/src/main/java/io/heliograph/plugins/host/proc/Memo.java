package io.heliograph.plugins.host.proc;

import io.heliograph.api.Accumulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the lines of a file were taken for at the last reading: series handles, field keys.
///
/// A file of /proc lists the same names in the same order nearly always, so the entry of a word is looked for where it
/// is expected: one comparison of bytes, no text, no hash. What is gone from the file is forgotten with the next
/// reading but one. Confined to one thread.
///
/// @param <T> what a word stands for
public abstract class Memo<T> {
    private List<Entry<T>> before = new ArrayList<>();
    private List<Entry<T>> now = new ArrayList<>();
    private int expected;

    private record Entry<T>(byte[] word, T meaning) {}

    /// Starts a reading.
    public void rewind() {
        List<Entry<T>> oldest = before;
        before = now;
        oldest.clear();
        now = oldest;
        expected = 0;
    }

    /// What the present word of the file stands for, made where it is new.
    public T of(ProcFile file, Accumulator out) {
        Entry<T> entry = find(file);
        if (entry == null) {
            entry = new Entry<>(file.wordBytes(), make(file.word(), out));
        }
        now.add(entry);
        return entry.meaning();
    }

    private @Nullable Entry<T> find(ProcFile file) {
        for (int i = 0; i < before.size(); i++) {
            int at = (expected + i) % before.size();
            if (file.wordIs(before.get(at).word())) {
                expected = at + 1;
                return before.get(at);
            }
        }
        return null;
    }

    /// Makes what a word stands for.
    protected abstract T make(String word, Accumulator out);

    /// Field keys: a word stands for itself.
    public static final class Keys extends Memo<String> {
        @Override
        protected String make(String word, Accumulator out) {
            return word;
        }
    }
}
