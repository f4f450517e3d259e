package io.heliograph.plugins.prometheus.exposition;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The vocabularies of a job: for each way of reading a few, dealt out to its targets in turn. So a thousand targets
/// keep what their series mean a few times, and several cores read at a time. A vocabulary is gone with the last parser
/// that has it: names of labels, and with them ways of reading, may come and go with the targets. Good for any thread.
public final class Vocabularies {
    private static final int MOST = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final Duration age;
    private final Map<Key, WeakReference<Vocabulary>> made = new HashMap<>();
    private int dealt;

    private record Key(Reading reading, ExpositionFormat format, int number) {}

    /// @param age the longest interval of a target: what was not met for two of them is forgotten
    public Vocabularies(Duration age) {
        this.age = age;
    }

    /// Reads what one more target exposes.
    ///
    /// @param reading how; equal ones share. A target whose labelling is its own should get a parser of its own
    public synchronized ExpositionParser parser(Reading reading) {
        int number = dealt++ % MOST;
        return new ExpositionParser(reading, format -> vocabulary(new Key(reading, format, number)));
    }

    private synchronized Vocabulary vocabulary(Key key) {
        WeakReference<Vocabulary> known = made.get(key);
        Vocabulary present = known == null ? null : known.get();
        if (present == null) {
            made.values().removeIf(one -> one.refersTo(null));
            present = new Vocabulary(key.reading, key.format, age);
            made.put(key, new WeakReference<>(present));
        }
        return present;
    }

    /// How many are in use, or were until the heap was collected.
    synchronized int size() {
        return made.size();
    }
}
