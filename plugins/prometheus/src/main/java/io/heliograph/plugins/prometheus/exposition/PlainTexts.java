package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;

/// Reads texts that all have one format, one at a time and not from a target: what the parser plugins do.
final class PlainTexts {
    private final ExpositionFormat format;
    private final ExpositionParser parser;
    private final Samples samples = new Samples();

    PlainTexts(ExpositionFormat format, MetricVersion version, boolean ignoresTimes) {
        this.format = format;
        this.parser = new ExpositionParser(Reading.plain(version, Strictness.PROMETHEUS, ignoresTimes));
    }

    /// Emits the rows of a text; of no bytes, none.
    void parse(ByteSource text, Accumulator out) throws ParseException {
        if (text.length() == 0) {
            return;
        }
        try {
            parser.parse(text, format, samples, out);
        } finally {
            samples.clear();
        }
    }
}
