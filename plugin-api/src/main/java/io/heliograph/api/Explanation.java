package io.heliograph.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a list of rules treats the labels of one series or target.
///
/// @param rules where the rules stand: the key of the option, `metric_relabel_configs`
/// @param steps one for each rule that was asked, in order
public record Explanation(String rules, List<Step> steps) {
    /// Takes a copy of the list.
    public Explanation {
        steps = List.copyOf(steps);
    }

    /// What one rule did.
    ///
    /// @param rule on one line, as its author knows it
    /// @param before the labels that it saw
    /// @param after those that it left; null where it dropped what has them
    public record Step(String rule, TagSet before, @Nullable TagSet after) {}
}
