package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import java.util.ArrayList;
import java.util.List;

/// Values that could not be converted, kept until the row is emitted.
final class Problems {
    private final List<String> texts = new ArrayList<>();

    void add(String what, String key, String problem) {
        texts.add(what + " " + key + ": " + problem);
    }

    void report(Accumulator out) {
        for (String text : texts) {
            out.error(new IllegalArgumentException(text));
        }
        texts.clear();
    }
}
