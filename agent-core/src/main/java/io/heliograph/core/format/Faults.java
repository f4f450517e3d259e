package io.heliograph.core.format;

import io.heliograph.api.ParseException;
import java.util.ArrayList;
import java.util.List;

/// The faults of one text: the first few, and how many there are.
final class Faults {
    private static final int KEPT = 10;

    private final List<ParseException.Fault> first = new ArrayList<>();
    private int count;

    void clear() {
        first.clear();
        count = 0;
    }

    void add(int line, String message) {
        count++;
        if (first.size() < KEPT) {
            first.add(new ParseException.Fault(line, message));
        }
    }

    /// @throws ParseException where there is any
    void raise(String origin) throws ParseException {
        if (count > 0) {
            throw new ParseException(origin, first, count);
        }
    }
}
