package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.NameValidation;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.prometheus.exposition.Labelling;
import io.heliograph.plugins.prometheus.job.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a job makes of the labels of a series: those that clash with the target's are moved aside, then come the
/// rules, then the limits.
///
/// @param job its rules and limits
/// @param targetLabels the names of the target's labels
/// @param added the target's labels, where they are put on here, as a rule may look at them; empty where the host does
///     that
record JobLabelling(Job job, Set<String> targetLabels, TagSet added) implements Labelling {
    /// What is the same for all targets.
    ///
    /// @param honorsLabels whether labels of samples go before those of the target
    record Job(boolean honorsLabels, RelabelRules rules, NameValidation names, Limits limits) {}

    @Override
    public Verdict identify(String name, TagSet scraped) {
        TagSet labels = job.honorsLabels
                ? scraped.orElse(added)
                : Exported.moved(scraped, targetLabels).and(added);
        String finalName = name;
        if (!job.rules.isEmpty()) {
            TagSet after = job.rules.apply(labels.with(RelabelRules.NAME, name));
            if (after == null || after.isEmpty() && targetLabels.isEmpty()) {
                return Dropped.BY_RULES;
            }
            String named = after.get(RelabelRules.NAME);
            if (named == null) {
                return new Refused("metric_relabel_configs left no name of '" + name + "'", false);
            }
            finalName = named;
            labels = after.without(RelabelRules.NAME);
        }
        String problem = nameProblem(finalName, labels);
        if (problem != null) {
            return new Refused(problem, false);
        }
        String excess = excess(finalName, labels);
        return excess == null ? new Kept(finalName, labels) : new Refused(excess, true);
    }

    private @Nullable String nameProblem(String name, TagSet labels) {
        if (!job.names.allowsLabel(name.replace(':', '_'))) {
            return "not a name of a metric: '" + name + "'";
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!job.names.allowsLabel(labels.key(i))) {
                return "not a name of a label: '" + labels.key(i) + "' (of '" + name + "')";
            }
        }
        return null;
    }

    private @Nullable String excess(String name, TagSet labels) {
        Limits limits = job.limits;
        int count = 1 + labels.size() + missing(labels);
        if (limits.labelLimit() > 0 && count > limits.labelLimit()) {
            return "label_limit exceeded: '" + name + "' has " + count + " labels, and " + limits.labelLimit()
                    + " are allowed";
        }
        if (isLonger(name, limits.labelValueLengthLimit())) {
            return "label_value_length_limit exceeded: a metric's name is longer than " + limits.labelValueLengthLimit()
                    + " bytes";
        }
        for (int i = 0; i < labels.size(); i++) {
            String excess = excess(name, labels.key(i), labels.value(i));
            if (excess != null) {
                return excess;
            }
        }
        return null;
    }

    private @Nullable String excess(String name, String key, String value) {
        if (isLonger(key, job.limits.labelNameLengthLimit())) {
            return "label_name_length_limit exceeded: '" + name + "' has a name of a label that is longer than "
                    + job.limits.labelNameLengthLimit() + " bytes";
        }
        if (isLonger(value, job.limits.labelValueLengthLimit())) {
            return "label_value_length_limit exceeded: the label '" + key + "' of '" + name + "' is longer than "
                    + job.limits.labelValueLengthLimit() + " bytes";
        }
        return null;
    }

    /// How many labels the host will add.
    private int missing(TagSet labels) {
        int missing = 0;
        if (added.isEmpty()) {
            for (String label : targetLabels) {
                missing += labels.has(label) ? 0 : 1;
            }
        }
        return missing;
    }

    private static boolean isLonger(String text, int bytes) {
        if (bytes == 0 || 3L * text.length() <= bytes) {
            return false;
        }
        return text.length() > bytes || text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }
}
