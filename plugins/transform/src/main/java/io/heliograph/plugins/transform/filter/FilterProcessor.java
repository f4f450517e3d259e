package io.heliograph.plugins.transform.filter;

import io.heliograph.api.FieldSet;
import io.heliograph.api.GlobList;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.filter.FilterConfig.Rule;
import io.heliograph.plugins.transform.filter.FilterConfig.Verdict;
import io.heliograph.plugins.transform.shape.FieldGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lets rows pass or drops them by rules. Names and tags are looked at once per series; only rules that also ask for
/// fields are left for the rows, and there they are asked once per set of fields.
public final class FilterProcessor implements Processor {
    private final FilterConfig config;

    /// As configured; the host makes it.
    public FilterProcessor(FilterConfig config, PluginContext context) {
        this.config = config;
    }

    @Override
    public Plan plan(Series series) {
        List<Rule> open = new ArrayList<>();
        for (Rule rule : config.rule()) {
            if (!appliesTo(rule, series)) {
                continue;
            }
            if (rule.fields().isEmpty()) {
                return decided(open, rule.action());
            }
            open.add(rule);
        }
        return decided(open, config.fallback());
    }

    private static boolean appliesTo(Rule rule, Series series) {
        if (!rule.name().isEmpty() && !rule.name().matches(series.name())) {
            return false;
        }
        for (Map.Entry<String, GlobList> tag : rule.tags().entrySet()) {
            String value = series.tag(tag.getKey());
            if (value == null || !tag.getValue().matches(value)) {
                return false;
            }
        }
        return true;
    }

    private static Plan decided(List<Rule> open, Verdict otherwise) {
        if (open.isEmpty()) {
            return otherwise == Verdict.PASS ? Plan.KEEP : Plan.DROP;
        }
        FieldGate passes = new FieldGate(fields -> verdict(open, otherwise, fields) == Verdict.PASS);
        return Plan.each((metric, out) -> {
            if (passes.test(metric.fields())) {
                out.pass(metric);
            }
        });
    }

    private static Verdict verdict(List<Rule> open, Verdict otherwise, FieldSet fields) {
        for (Rule rule : open) {
            for (int field = 0; field < fields.size(); field++) {
                if (rule.fields().matches(fields.key(field))) {
                    return rule.action();
                }
            }
        }
        return otherwise;
    }
}
