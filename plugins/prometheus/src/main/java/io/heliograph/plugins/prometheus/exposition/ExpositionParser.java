package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import org.jspecify.annotations.Nullable;

/// Reads what one target exposes and emits its rows. It remembers the target's series, so that each is parsed once.
///
/// Used by one thread at a time.
public final class ExpositionParser {
    private final ReaderSettings settings;
    private ExpositionFormat format = ExpositionFormat.TEXT;
    private Mapping mapping;
    private ExpositionReader reader;
    private int skippedLines;
    private @Nullable String lastFault;

    /// @param settings how the target is read
    public ExpositionParser(ReaderSettings settings) {
        this.settings = settings;
        this.reader = format.reader(settings);
        this.mapping = reader.memory.mapping();
    }

    /// Emits the rows of a text; of one with a fault none, unless [Strictness#LENIENT] skips the line. Of no bytes at
    /// all there are no rows in any format, as Prometheus has it.
    ///
    /// @param of the text; where it is not that of the last time, what was remembered is forgotten
    /// @param slots where it waits for its turn
    /// @return how many samples the text has
    /// @throws ParseException for the first fault, with its line
    public int parse(ByteSource text, ExpositionFormat of, ParsingSlots slots, Accumulator out)
            throws ParseException, InterruptedException {
        if (text.length() == 0) {
            reader.readNothing();
            return 0;
        }
        Samples samples = slots.take();
        try {
            return parse(text, of, samples, out);
        } finally {
            slots.giveBack(samples);
        }
    }

    /// As [#parse(ByteSource, ExpositionFormat, ParsingSlots, Accumulator)], in columns that the caller clears; no
    /// bytes
    /// are what the format takes them for.
    int parse(ByteSource text, ExpositionFormat of, Samples samples, Accumulator out) throws ParseException {
        if (of != format) {
            format = of;
            reader = of.reader(settings);
            mapping = reader.memory.mapping();
        }
        Faults skipped = reader.read(text, samples, out);
        skippedLines = skipped.count();
        ParseException.Fault last = skipped.last();
        lastFault = last == null ? null : last.toString();
        mapping.emit(samples, reader.pass(), out);
        return samples.size();
    }

    /// How many lines of the last text were skipped, as [Strictness#LENIENT] has it.
    public int skippedLines() {
        return skippedLines;
    }

    /// What was wrong with the last of them, with its line; null where none was skipped.
    public @Nullable String lastFault() {
        return lastFault;
    }

    int knownSeries() {
        return reader.knownSeries();
    }
}
