package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;

/// `data_format = "openmetrics"`: OpenMetrics 1.0 as text, or what the configured content type says.
public final class OpenMetricsParser implements Parser {
    private final PlainTexts texts;

    /// Made by the host.
    public OpenMetricsParser(OpenMetricsParserConfig config, PluginContext context) {
        this.texts = new PlainTexts(config.format(), config.version(), config.openmetricsIgnoreTimestamp());
    }

    @Override
    public void parse(ByteSource text, Accumulator out) throws ParseException {
        texts.parse(text, out);
    }
}
