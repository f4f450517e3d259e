package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;

/// `data_format = "openmetrics"`: OpenMetrics 1.0 as text, or what the configured content type says.
public final class OpenMetricsParser implements Parser {
    private final ExpositionFormat format;
    private final ExpositionParser parser;
    private final Samples samples = new Samples();

    /// Made by the host.
    public OpenMetricsParser(OpenMetricsParserConfig config, PluginContext context) {
        this.format = config.format();
        this.parser = new ExpositionParser(
                Reading.plain(config.version(), Strictness.PROMETHEUS, config.openmetricsIgnoreTimestamp()));
    }

    @Override
    public void parse(ByteSource text, Accumulator out) throws ParseException {
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
