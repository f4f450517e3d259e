package io.heliograph.plugins.transform.enums;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.go.GoNumbers;
import io.heliograph.plugins.transform.enums.EnumConfig.Mapping;
import io.heliograph.plugins.transform.shape.FieldStep;
import java.util.ArrayList;
import java.util.List;

/// Puts values for others by tables: those of tags once per series, those of fields row by row.
public final class EnumProcessor implements Processor {
    private final List<Mapping> mappings;
    private final List<Mapping> ofFields = new ArrayList<>();

    /// As configured; the host makes it.
    public EnumProcessor(EnumConfig config, PluginContext context) {
        this.mappings = config.mapping();
        for (Mapping mapping : mappings) {
            if (mapping.hasFields()) {
                ofFields.add(mapping);
            }
        }
    }

    @Override
    public Plan plan(Series series) {
        Series mapped = series.tagged(mapped(series.tags()));
        if (!ofFields.isEmpty()) {
            return Plan.each(new FieldStep(mapped, new FieldMappings(ofFields)));
        }
        return mapped == series ? Plan.KEEP : Plan.become(mapped);
    }

    private TagSet mapped(TagSet tags) {
        TagSet result = tags;
        for (Mapping mapping : mappings) {
            for (int i = 0; i < tags.size(); i++) {
                Object value = mapping.isOfTag(tags.key(i)) ? mapping.mapped(tags.value(i)) : null;
                result = value == null ? result : result.with(mapping.destination(tags.key(i)), text(value));
            }
        }
        return result;
    }

    private static String text(Object value) {
        return value instanceof Double number ? GoNumbers.general(number) : value.toString();
    }
}
