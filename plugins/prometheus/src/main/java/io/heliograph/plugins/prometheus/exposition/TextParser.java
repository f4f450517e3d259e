package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import java.time.Duration;
import java.util.List;

/// Reads the text format of one target and emits its rows. It remembers the target's series, so that each is parsed
/// once, and which of them the last answer had.
///
/// Used by one thread at a time.
public final class TextParser {
    private static final double STALE = Double.longBitsToDouble(Metric.STALE_BITS);

    private final Vocabulary vocabulary;
    private final TextReader reader;
    private final Mapping mapping;
    private final Quota quota;
    private final Presence presence;

    /// @param version how samples become rows
    /// @param strictness what becomes of a text with a fault
    /// @param ignoresTimes whether rows get the present time even where samples have one
    public TextParser(MetricVersion version, Strictness strictness, boolean ignoresTimes) {
        this(Reading.plain(version, strictness, ignoresTimes));
    }

    /// A parser that shares nothing with others.
    ///
    /// @param reading how texts are read
    public TextParser(Reading reading) {
        this(reading, new Vocabulary(reading, SeriesSyntax.TEXT, Duration.ZERO));
    }

    TextParser(Reading reading, Vocabulary vocabulary) {
        this.mapping = vocabulary.mapping();
        this.vocabulary = vocabulary;
        this.reader = new TextReader(new SeriesMemory(vocabulary), reading);
        this.quota = reading.quota();
        this.presence = new Presence(reading.tracksTimes());
    }

    /// Emits the rows of a text; of one with a fault, none.
    ///
    /// @param slots where it waits for its turn
    /// @return how many samples the text has
    /// @throws ParseException for the first fault, with its line
    public int parse(ByteSource text, ParsingSlots slots, Accumulator out) throws ParseException, InterruptedException {
        vocabulary.hold();
        try {
            Samples samples = slots.take();
            try {
                return parse(text, samples, out);
            } finally {
                slots.giveBack(samples);
            }
        } finally {
            vocabulary.letGo();
        }
    }

    int parse(ByteSource text, Samples samples, Accumulator out) throws ParseException {
        reader.read(text, samples, out);
        mapping.emit(samples, reader.pass(), out);
        return samples.size();
    }

    /// Emits the rows of an answer, and a staleness marker for each series that the answer before had and this one
    /// has not. Of an answer that is refused, none; [#end] then says so for all series.
    ///
    /// @param slots where it waits for its turn
    /// @param epochMillis the time of rows whose samples have none, and of markers; 0 for that of the accumulator
    /// @param tally is told what became of the samples
    /// @throws ParseException for a fault, with its line
    /// @throws LimitExceededException for more than the job allows
    public void scrape(ByteSource text, ParsingSlots slots, long epochMillis, Tally tally, Accumulator out)
            throws ParseException, LimitExceededException, InterruptedException {
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
        samples.begin(quota.samples());
        try {
            reader.read(text, samples, out);
        } finally {
            tally.scraped = samples.scraped();
            tally.kept = samples.size();
        }
        check(samples, tally);
        List<Entry> ended = presence.follow(samples);
        tally.added = presence.added();
        samples.date(epochMillis);
        mapping.emit(samples, reader.pass(), out);
        markStale(ended, epochMillis, out);
    }

    private void check(Samples samples, Tally tally) throws LimitExceededException {
        Labelling.Refused refused = samples.lastRefused();
        if (refused != null && !(refused.isLimit() && quota.truncates())) {
            throw new LimitExceededException(refused.why());
        }
        int beyond = samples.beyond();
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
            mapping.emitMarker(entry.meaning, STALE, epochMillis, out);
        }
    }

    int knownSeries() {
        return reader.knownSeries();
    }
}
