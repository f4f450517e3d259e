package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what one target exposes and emits its rows. It remembers the target's series, so that each is parsed
/// once, and which of them the last answer had.
///
/// Used by one thread at a time.
public final class ExpositionParser {
    private static final double STALE = Double.longBitsToDouble(Metric.STALE_BITS);

    private final Reading reading;
    private final Function<ExpositionFormat, Vocabulary> vocabularies;
    private final Quota quota;
    private final Presence presence;
    private ExpositionFormat format = ExpositionFormat.TEXT;
    private Vocabulary vocabulary;
    private ExpositionReader reader;
    private int skippedLines;
    private @Nullable String lastFault;

    /// A parser that shares nothing with others.
    ///
    /// @param reading how texts are read
    public ExpositionParser(Reading reading) {
        this(reading, of -> new Vocabulary(reading, of, Duration.ZERO));
    }

    ExpositionParser(Reading reading, Function<ExpositionFormat, Vocabulary> vocabularies) {
        this.reading = reading;
        this.vocabularies = vocabularies;
        this.quota = reading.quota();
        this.presence = new Presence(reading.tracksTimes());
        this.vocabulary = vocabularies.apply(format);
        this.reader = format.reader(new SeriesMemory(vocabulary), reading);
    }

    /// Takes another reader where a text has another format than the last one.
    private void use(ExpositionFormat of) {
        if (of != format) {
            format = of;
            vocabulary = vocabularies.apply(of);
            reader = of.reader(new SeriesMemory(vocabulary), reading);
        }
    }

    /// Emits the rows of a text; of one with a fault none, unless [Strictness#LENIENT] skips the line.
    ///
    /// @param of the text; where it is not that of the last time, what was remembered is forgotten
    /// @param slots where it waits for its turn
    /// @return how many samples the text has
    /// @throws ParseException for the first fault, with its line
    public int parse(ByteSource text, ExpositionFormat of, ParsingSlots slots, Accumulator out)
            throws ParseException, InterruptedException {
        use(of);
        vocabulary.hold();
        try {
            Samples samples = slots.take();
            try {
                return parse(text, of, samples, out);
            } finally {
                slots.giveBack(samples);
            }
        } finally {
            vocabulary.letGo();
        }
    }

    int parse(ByteSource text, ExpositionFormat of, Samples samples, Accumulator out) throws ParseException {
        use(of);
        read(text, samples, out);
        vocabulary.mapping().emit(samples, reader.pass(), out);
        return samples.size();
    }

    private void read(ByteSource text, Samples samples, Accumulator out) throws ParseException {
        skippedLines = 0;
        lastFault = null;
        Faults skipped = reader.read(text, samples, out);
        skippedLines = skipped.count();
        ParseException.Fault last = skipped.last();
        lastFault = last == null ? null : last.toString();
    }

    /// How many lines of the last text were skipped, as [Strictness#LENIENT] has it.
    public int skippedLines() {
        return skippedLines;
    }

    /// What was wrong with the last of them, with its line; null where none was skipped.
    public @Nullable String lastFault() {
        return lastFault;
    }

    /// Emits the rows of an answer, and a staleness marker for each series that the answer before had and this one
    /// has not. Of an answer that is refused, none; [#end] then says so for all series. An answer of no bytes is a good
    /// one in any format, as Prometheus has it.
    ///
    /// @param of the answer; where it is not that of the last time, what was remembered is forgotten
    /// @param slots where it waits for its turn
    /// @param epochMillis the time of rows whose samples have none, and of markers; 0 for that of the accumulator
    /// @param tally is told what became of the samples
    /// @throws ParseException for a fault, with its line
    /// @throws LimitExceededException for more than the job allows
    public void scrape(
            ByteSource text, ExpositionFormat of, ParsingSlots slots, long epochMillis, Tally tally, Accumulator out)
            throws ParseException, LimitExceededException, InterruptedException {
        if (text.length() > 0) {
            use(of);
        }
        vocabulary.hold();
        try {
            Samples samples = slots.take();
            try {
                scrape(text, samples, epochMillis, tally, out);
            } finally {
                slots.giveBack(samples);
            }
        } finally {
            vocabulary.letGo();
        }
    }

    private void scrape(ByteSource text, Samples samples, long epochMillis, Tally tally, Accumulator out)
            throws ParseException, LimitExceededException {
        samples.begin(quota);
        try {
            if (text.length() == 0) {
                reader.readNothing();
            } else {
                read(text, samples, out);
            }
        } finally {
            tally.scraped = samples.scraped();
            tally.kept = samples.size();
            tally.added = reader.memory.added();
        }
        check(samples, tally);
        List<Entry> ended = presence.follow(samples, reader.memory.order());
        if (reading.convention() == Convention.PROMETHEUS) {
            tally.repeated = presence.dropRepeated(samples);
        }
        samples.date(epochMillis);
        vocabulary.mapping().emit(samples, reader.pass(), out);
        markStale(ended, epochMillis, out);
    }

    private void check(Samples samples, Tally tally) throws LimitExceededException {
        Labelling.Refused refused = samples.lastRefused();
        if (refused != null && !(refused.isLimit() && quota.truncates())) {
            throw new LimitExceededException(refused.why());
        }
        int beyond = samples.beyond();
        if (beyond > 0) {
            tally.added = Math.min(tally.added, quota.samples());
        }
        if (beyond > 0 && !quota.truncates()) {
            tally.kept += beyond;
            throw new LimitExceededException(
                    "sample_limit exceeded: " + tally.kept + " samples, and " + quota.samples() + " are allowed");
        }
        tally.beyondLimits = beyond + samples.refused();
    }

    /// Emits a staleness marker for each series of the last answer: the target cannot be read, or is no more.
    ///
    /// @param epochMillis the time of the markers; 0 for that of the accumulator
    public void end(long epochMillis, Accumulator out) {
        markStale(presence.leave(), epochMillis, out);
    }

    private void markStale(List<Entry> ended, long epochMillis, Accumulator out) {
        for (Entry entry : ended) {
            vocabulary.mapping().emitMarker(entry, STALE, epochMillis, out);
        }
    }

    int knownSeries() {
        return reader.knownSeries();
    }
}
