package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;

/// `data_format = "prometheus"`: the text format of Prometheus, or what the configured content type says.
public final class PrometheusParser implements Parser {
    private final PlainTexts texts;

    /// Made by the host.
    public PrometheusParser(PrometheusParserConfig config, PluginContext context) {
        this.texts = new PlainTexts(config.format(), config.version(), config.prometheusIgnoreTimestamp());
    }

    @Override
    public void parse(ByteSource text, Accumulator out) throws ParseException {
        texts.parse(text, out);
    }
}
