package io.heliograph.plugins.transform.converter;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// Converts tags and fields: to other types, into each other, into the measurement, or into the time. Tags are
/// converted once per series. What cannot be converted is dropped, with a line in the log.
public final class ConverterProcessor implements Processor {
    private final @Nullable Targets tags;
    private final @Nullable Targets fields;
    private final Complaints complaints;

    /// As configured; the host makes it.
    public ConverterProcessor(ConverterConfig config, PluginContext context) {
        this.tags = config.tags() == null ? null : Targets.of(config.tags());
        this.fields = config.fields() == null ? null : Targets.of(config.fields());
        this.complaints = new Complaints(context.logger());
    }

    @Override
    public Plan plan(Series series) {
        ConvertedTags converted = ConvertedTags.of(series, tags, complaints);
        boolean fieldsStay = fields == null || fields.isEmpty();
        if (!fieldsStay || !converted.isOfSeriesAlone()) {
            return Plan.each(new FieldConversion(converted, fields, complaints));
        }
        return converted.series() == series ? Plan.KEEP : Plan.become(converted.series());
    }
}
