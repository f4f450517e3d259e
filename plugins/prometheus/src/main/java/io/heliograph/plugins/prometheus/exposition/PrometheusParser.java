package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;

/// `data_format = "prometheus"`: the text format of Prometheus, or what the configured content type says.
public final class PrometheusParser implements Parser {
    private final ExpositionFormat format;
    private final ExpositionParser parser;
    private final Samples samples = new Samples();

    /// Made by the host.
    public PrometheusParser(PrometheusParserConfig config, PluginContext context) {
        this.format = config.format();
        this.parser = new ExpositionParser(
                Reading.plain(config.version(), Strictness.PROMETHEUS, config.prometheusIgnoreTimestamp()));
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
