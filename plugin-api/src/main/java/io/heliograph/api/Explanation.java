package io.heliograph.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a list of rules treats the labels of one series or target.
///
/// @param rules where the rules stand: the key of the option, `metric_relabel_configs`
/// @param steps for each rule that was asked one, in order; and what is done before and after them
public record Explanation(String rules, List<Step> steps) {
    /// Takes a copy of the list.
    public Explanation {
        steps = List.copyOf(steps);
    }

    /// What one rule did, or what happens before and after the rules.
    ///
    /// @param rule on one line, as its author knows it
    /// @param before the labels that it saw
    /// @param after those that it left; null where it dropped what has them
    /// @param isRule whether it stands in the list, and counts
    public record Step(String rule, TagSet before, @Nullable TagSet after, boolean isRule) {
        /// A rule of the list.
        public Step(String rule, TagSet before, @Nullable TagSet after) {
            this(rule, before, after, true);
        }

        /// What the plugin does besides.
        public static Step beside(String what, TagSet before, @Nullable TagSet after) {
            return new Step(what, before, after, false);
        }
    }
}
