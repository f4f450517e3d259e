package io.heliograph.plugins.prometheus.exposition;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The vocabularies of a job: for each way of reading a few, dealt out to its targets in turn. So a thousand targets
/// keep what their series mean a few times, and several cores read at a time. Good for any thread.
public final class Vocabularies {
    private static final int MOST = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final Duration age;
    private final Map<Key, Vocabulary> made = new HashMap<>();
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
        return made.computeIfAbsent(key, this::make);
    }

    private Vocabulary make(Key key) {
        return new Vocabulary(key.reading, key.format, age);
    }
}
