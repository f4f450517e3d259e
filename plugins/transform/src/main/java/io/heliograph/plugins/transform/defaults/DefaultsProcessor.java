package io.heliograph.plugins.transform.defaults;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.transform.shape.FieldStep;
import java.util.Map;

/// Puts fields and tags that a row does not have, or has empty.
public final class DefaultsProcessor implements Processor {
    private final DefaultsConfig config;

    /// As configured; the host makes it.
    public DefaultsProcessor(DefaultsConfig config, PluginContext context) {
        this.config = config;
    }

    @Override
    public Plan plan(Series series) {
        Series completed = series.tagged(completed(series.tags()));
        if (!config.fields().isEmpty()) {
            return Plan.each(new FieldStep(completed, new DefaultFields(config.fields())));
        }
        return completed == series ? Plan.KEEP : Plan.become(completed);
    }

    private TagSet completed(TagSet tags) {
        TagSet completed = tags;
        for (Map.Entry<String, String> tag : config.tags().entrySet()) {
            String present = tags.get(tag.getKey());
            completed = present == null || present.isBlank() ? completed.with(tag.getKey(), tag.getValue()) : completed;
        }
        return completed;
    }
}
