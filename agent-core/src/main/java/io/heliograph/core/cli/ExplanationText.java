package io.heliograph.core.cli;

import io.heliograph.api.Explanation;
import io.heliograph.api.Explanation.Step;
import io.heliograph.api.TagSet;
import org.jspecify.annotations.Nullable;

/// Writes what rules did: the labels first, then each rule with the labels that it left and how they differ.
final class ExplanationText {
    private static final String INDENT = "     ";

    private final StringBuilder out = new StringBuilder();
    private final String nameLabel;

    private ExplanationText(String nameLabel) {
        this.nameLabel = nameLabel;
    }

    /// @param labels what the rules were asked about
    /// @param nameLabel the label that stands in front of the braces
    static String of(Explanation explanation, TagSet labels, String nameLabel) {
        ExplanationText text = new ExplanationText(nameLabel);
        text.append(explanation, labels);
        return text.out.toString();
    }

    private void append(Explanation explanation, TagSet labels) {
        boolean none = explanation.steps().stream().noneMatch(Step::isRule);
        out.append(explanation.rules()).append(none ? ": no rules\n" : "\n");
        line(INDENT, LabelText.write(labels, nameLabel));
        @Nullable TagSet last = labels;
        int rule = 0;
        for (Step step : explanation.steps()) {
            String number = step.isRule() ? ++rule + "." : "*";
            line("  " + number + " ".repeat(Math.max(1, 3 - number.length())), step.rule());
            append(step);
            last = step.after();
        }
        out.append(last == null ? "  => dropped\n" : "  => " + LabelText.write(last, nameLabel) + "\n");
    }

    private void append(Step step) {
        TagSet after = step.after();
        if (after == null) {
            line(INDENT, "dropped");
        } else if (after.equals(step.before())) {
            line(INDENT, "unchanged");
        } else {
            line(INDENT, LabelText.write(after, nameLabel));
            differences(step, after);
        }
    }

    /// Not of what is done to all, which would bury the rules.
    private void differences(Step step, TagSet after) {
        if (step.isRule()) {
            differences(step.before(), after);
        }
    }

    private void differences(TagSet before, TagSet after) {
        for (int i = 0; i < before.size(); i++) {
            if (!after.has(before.key(i))) {
                line(INDENT + "- ", LabelText.pair(before.key(i), before.value(i)));
            }
        }
        for (int i = 0; i < after.size(); i++) {
            String key = after.key(i);
            String old = before.get(key);
            if (!after.value(i).equals(old)) {
                String was = old == null ? "" : ", was " + LabelText.pair(key, old);
                line(INDENT + (old == null ? "+ " : "~ "), LabelText.pair(key, after.value(i)) + was);
            }
        }
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }
}
