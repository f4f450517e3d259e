package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a text.
final class Faults {
    private static final int MOST_SHOWN = 10;

    private final ByteSource source;
    private final List<ParseException.Fault> shown = new ArrayList<>(0);
    private int count;
    private @Nullable Fault last;

    Faults(ByteSource source) {
        this.source = source;
    }

    void add(Fault fault) {
        last = fault;
        if (count++ < MOST_SHOWN) {
            shown.add(placed(fault));
        }
    }

    /// How many there are.
    int count() {
        return count;
    }

    /// The last one, or null. Only while the text is there.
    ParseException.@Nullable Fault last() {
        return last == null ? null : placed(last);
    }

    private ParseException.Fault placed(Fault fault) {
        int line = fault.offset() < 0 ? 0 : lineAt(fault.offset());
        return new ParseException.Fault(line, String.valueOf(fault.getMessage()));
    }

    private int lineAt(int offset) {
        int line = 1;
        for (int i = source.offset(); i < Math.min(offset, source.end()); i++) {
            line += source.array()[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    void check() throws ParseException {
        if (count > 0) {
            throw new ParseException(source.origin(), shown, count);
        }
    }
}
