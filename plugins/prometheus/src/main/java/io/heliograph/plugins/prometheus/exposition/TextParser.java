package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;

/// Reads the text format of one target and emits its rows. It remembers the target's series, so that each is parsed
/// once.
///
/// Used by one thread at a time.
public final class TextParser {
    private final TextReader reader;
    private final Mapping mapping;

    /// @param version how samples become rows
    /// @param strictness what becomes of a text with a fault
    /// @param ignoresTimes whether rows get the present time even where samples have one
    public TextParser(MetricVersion version, Strictness strictness, boolean ignoresTimes) {
        this.mapping = version.mapping();
        this.reader = new TextReader(mapping, strictness, ignoresTimes);
    }

    /// Emits the rows of a text; of one with a fault, none.
    ///
    /// @param slots where it waits for its turn
    /// @return how many samples the text has
    /// @throws ParseException for the first fault, with its line
    public int parse(ByteSource text, ParsingSlots slots, Accumulator out) throws ParseException, InterruptedException {
        Samples samples = slots.take();
        try {
            return parse(text, samples, out);
        } finally {
            slots.giveBack(samples);
        }
    }

    int parse(ByteSource text, Samples samples, Accumulator out) throws ParseException {
        reader.read(text, samples, out);
        mapping.emit(samples, reader.pass(), out);
        return samples.size();
    }

    int knownSeries() {
        return reader.knownSeries();
    }
}
