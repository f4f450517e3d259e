package io.heliograph.plugins.transform.relabel;

import io.heliograph.api.Explains;
import io.heliograph.api.Explanation;
import io.heliograph.api.Explanation.Step;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.RelabelRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;

/// Relabels what passes: tags are labels, and the measurement is the label `__name__`. Decided once per series, so that
/// rules cost nothing per row.
public final class RelabelProcessor implements Processor, Explains {
    private static final String INTERNAL = "__";

    private final RelabelRules rules;
    private final Logger log;
    private boolean toldOfNoName;

    /// As configured; the host makes it.
    public RelabelProcessor(RelabelProcessorConfig config, PluginContext context) {
        this.rules = config.rules();
        this.log = context.logger();
    }

    @Override
    public Plan plan(Series series) {
        TagSet after = rules.apply(series.tags().with(RelabelRules.NAME, series.name()));
        if (after == null) {
            return Plan.DROP;
        }
        String name = after.get(RelabelRules.NAME);
        if (name == null) {
            tellOfNoName(series);
            return Plan.DROP;
        }
        Series relabelled = series.renamed(name).tagged(withoutInternal(after));
        return relabelled == series ? Plan.KEEP : Plan.become(relabelled);
    }

    private void tellOfNoName(Series series) {
        if (!toldOfNoName) {
            toldOfNoName = true;
            log.warn("dropped {}: no __name__ is left of it. Others like it are not told of.", series);
        }
    }

    private static TagSet withoutInternal(TagSet labels) {
        String[] pairs = new String[2 * labels.size()];
        int size = 0;
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.key(i).startsWith(INTERNAL)) {
                pairs[size++] = labels.key(i);
                pairs[size++] = labels.value(i);
            }
        }
        return TagSet.of(Arrays.copyOf(pairs, size));
    }

    @Override
    public List<Explanation> explainSeries(TagSet labels) {
        List<Step> steps = new ArrayList<>(rules.explain(labels));
        TagSet last = steps.isEmpty() ? labels : steps.getLast().after();
        if (last != null) {
            Step end = end(last);
            steps.addAll(last.equals(end.after()) ? List.of() : List.of(end));
        }
        return List.of(new Explanation("relabel_configs", steps));
    }

    /// What is done to all metrics after the rules.
    private static Step end(TagSet labels) {
        String name = labels.get(RelabelRules.NAME);
        return name == null
                ? Step.beside("without __name__ there is no metric", labels, null)
                : Step.beside(
                        "labels that begin with __ are removed",
                        labels,
                        withoutInternal(labels).with(RelabelRules.NAME, name));
    }
}
