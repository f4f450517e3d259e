package io.heliograph.plugins.transform.regex;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.transform.regex.RegexConfig.Conversion;
import io.heliograph.plugins.transform.regex.RegexConfig.MeasurementRenaming;
import io.heliograph.plugins.transform.regex.RegexConfig.Renaming;
import io.heliograph.plugins.transform.regex.RegexConfig.Taken;
import io.heliograph.plugins.transform.shape.FieldStep;
import java.util.ArrayList;
import java.util.List;

/// Rewrites values and names with regular expressions: those of tags and measurements once per series, those of
/// fields row by row. The order is Telegraf's: tag values, texts of fields, keys of tags, keys of fields,
/// measurements.
public final class RegexProcessor implements Processor {
    private final List<ValueRule> tagValues;
    private final List<ValueRule> fieldTexts;
    private final List<NameRule> tagKeys;
    private final List<NameRule> fieldKeys;
    private final List<NameRule> measurements = new ArrayList<>();

    /// As configured; the host makes it.
    public RegexProcessor(RegexConfig config, PluginContext context) {
        tagValues = valueRules(config.tags());
        fieldTexts = valueRules(config.fields());
        tagKeys = nameRules(config.tagRename());
        fieldKeys = nameRules(config.fieldRename());
        for (MeasurementRenaming renaming : config.metricRename()) {
            measurements.add(new NameRule(renaming.pattern(), renaming.replacement(), true));
        }
    }

    private static List<ValueRule> valueRules(List<Conversion> conversions) {
        List<ValueRule> rules = new ArrayList<>();
        for (Conversion conversion : conversions) {
            rules.add(new ValueRule(conversion));
        }
        return rules;
    }

    private static List<NameRule> nameRules(List<Renaming> renamings) {
        List<NameRule> rules = new ArrayList<>();
        for (Renaming renaming : renamings) {
            rules.add(
                    new NameRule(renaming.pattern(), renaming.replacement(), renaming.resultKey() == Taken.OVERWRITE));
        }
        return rules;
    }

    @Override
    public Plan plan(Series series) {
        Series changed = series.renamed(measurement(series.name())).tagged(tags(series.tags()));
        if (!fieldTexts.isEmpty() || !fieldKeys.isEmpty()) {
            return Plan.each(new FieldStep(changed, new FieldRules(fieldTexts, fieldKeys)));
        }
        return changed == series ? Plan.KEEP : Plan.become(changed);
    }

    private TagSet tags(TagSet tags) {
        TagSet result = tags;
        for (ValueRule rule : tagValues) {
            result = rule.apply(result);
        }
        for (NameRule rule : tagKeys) {
            result = rule.apply(result);
        }
        return result;
    }

    private String measurement(String name) {
        String result = name;
        for (NameRule rule : measurements) {
            result = rule.rename(result);
        }
        return result;
    }
}
