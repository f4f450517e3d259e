package io.heliograph.plugins.common.relabel;

import io.heliograph.api.Explanation;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.TagSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of rules at work; for any number of threads.
///
/// Labels are a [TagSet]; the name of a metric is the label `__name__`. What it means when no labels are left, or no
/// name, is for the caller to say.
public final class RelabelRules {
    /// The label that is the name of a metric.
    public static final String NAME = "__name__";

    /// No rules.
    public static final RelabelRules NONE = new RelabelRules(List.of(), new Rule[0]);

    private final List<RelabelConfig> configs;
    private final Rule[] rules;

    private RelabelRules(List<RelabelConfig> configs, Rule[] rules) {
        this.configs = configs;
        this.rules = rules;
    }

    /// The rules of an option `relabel_configs`.
    ///
    /// @throws InvalidOptionException for a label that may not have the name that a rule gives it
    public static RelabelRules of(List<RelabelConfig> configs, NameValidation names) {
        return of("relabel_configs", configs, names);
    }

    /// The rules of an option of that key, which is where an exception says they are.
    ///
    /// @throws InvalidOptionException for a label that may not have the name that a rule gives it
    public static RelabelRules of(String key, List<RelabelConfig> configs, NameValidation names) {
        Rule[] rules = new Rule[configs.size()];
        for (int i = 0; i < rules.length; i++) {
            RelabelConfig.Problem problem = configs.get(i).problem(names);
            if (problem != null) {
                throw new InvalidOptionException(
                        key, "rule " + (i + 1) + ", " + problem.key() + ": " + problem.message());
            }
            rules[i] = Rule.of(configs.get(i), names);
        }
        return rules.length == 0 ? NONE : new RelabelRules(List.copyOf(configs), rules);
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return rules.length == 0;
    }

    /// The labels after all rules, the same object where they are equal; null where a rule drops what has them.
    public @Nullable TagSet apply(TagSet labels) {
        Labels changing = new Labels(labels);
        for (Rule rule : rules) {
            if (!rule.apply(changing)) {
                return null;
            }
        }
        return changing.toTagSet();
    }

    /// Whether a rule may read or write that label. For rules that take names of labels from expressions or templates
    /// the answer is yes where they may mean this one.
    public boolean touches(String label) {
        for (Rule rule : rules) {
            if (rule.touches(label)) {
                return true;
            }
        }
        return false;
    }

    /// What each rule makes of these labels; the last step is the one that drops, if one does.
    public List<Explanation.Step> explain(TagSet labels) {
        List<Explanation.Step> steps = new ArrayList<>();
        Labels changing = new Labels(labels);
        TagSet before = labels;
        for (int i = 0; i < rules.length; i++) {
            boolean kept = rules[i].apply(changing);
            TagSet after = kept ? changing.copy().toTagSet() : null;
            steps.add(new Explanation.Step(configs.get(i).toString(), before, after));
            if (after == null) {
                break;
            }
            before = after;
        }
        return steps;
    }
}
