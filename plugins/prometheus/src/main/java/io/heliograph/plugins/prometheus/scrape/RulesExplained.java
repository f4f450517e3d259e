package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Explanation;
import io.heliograph.api.Explanation.Step;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.RelabelRules;
import java.util.ArrayList;
import java.util.List;

/// Shows the rules of a job at work, and what is done before and after them.
final class RulesExplained {
    private RulesExplained() {}

    /// @param discovered as discovery has them
    static Explanation ofTarget(TargetBuilder builder, TagSet discovered) {
        List<Step> steps = new ArrayList<>();
        TagSet before = builder.before(discovered);
        steps.add(Step.beside("the job adds what discovery does not say", discovered, before));
        steps.addAll(builder.rules().explain(before));
        TagSet after = steps.getLast().after();
        if (after != null) {
            steps.add(scraped(builder, after));
        }
        return new Explanation("relabel_configs", steps);
    }

    private static Step scraped(TargetBuilder builder, TagSet labels) {
        try {
            ScrapeTarget target = builder.target(labels);
            String rule = "scraped at " + target.location().shown() + "; its samples get";
            return Step.beside(rule, labels, target.labels());
        } catch (IllegalArgumentException wrong) {
            return Step.beside("not a target: " + wrong.getMessage(), labels, null);
        }
    }

    /// @param labels those of the sample and of its target
    static Explanation ofSeries(RelabelRules rules, TagSet labels) {
        List<Step> steps = new ArrayList<>(rules.explain(labels));
        TagSet after = steps.isEmpty() ? labels : steps.getLast().after();
        if (after != null && !after.isEmpty() && !after.has(RelabelRules.NAME)) {
            steps.add(Step.beside("without __name__ the whole scrape fails", after, null));
        }
        return new Explanation("metric_relabel_configs", steps);
    }
}
