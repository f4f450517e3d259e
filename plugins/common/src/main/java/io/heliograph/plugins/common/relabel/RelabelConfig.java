package io.heliograph.plugins.common.relabel;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule, with the keys, defaults and checks of Prometheus' `relabel_config`. Used as `List<RelabelConfig>` in the
/// record of a plugin; checks that depend on the legal names of labels are made by [RelabelRules#of].
///
/// @param action what it does
/// @param sourceLabels the labels whose values are looked at
/// @param separator stands between these values
/// @param regex held against the joined values, or against names of labels
/// @param targetLabel the label that is written, or compared
/// @param replacement what is written
/// @param modulus of the hash
public record RelabelConfig(
        @Option(
                doc = "What the rule does: `replace`, `keep`, `drop`, `keepequal`, `dropequal`, `hashmod`, `labelmap`,"
                        + " `labeldrop`, `labelkeep`, `lowercase` or `uppercase`.",
                defaultValue = "replace")
        RelabelAction action,

        @Option(
                doc = "The labels whose values are joined and looked at; one that is missing counts as empty.",
                example = "[\"__name__\", \"code\"]",
                inSample = true)
        List<String> sourceLabels,

        @Option(doc = "Stands between the joined values.", defaultValue = ";")
        String separator,

        @Option(
                doc = "A regular expression in RE2's syntax that has to match all of the joined values, or with"
                        + " `labelmap`, `labeldrop` and `labelkeep` all of a label's name.",
                defaultValue = "(.*)",
                example = "http_(.+);5..",
                inSample = true)
        String regex,

        @Option(
                doc = "The label that is written; with `keepequal` and `dropequal` the one to compare with. With"
                        + " `replace` it may hold references as `replacement` does.",
                example = "family",
                inSample = true)
        @Nullable
        String targetLabel,

        @Option(
                doc = "What `replace` writes, and the new name with `labelmap`; `$1`, `${1}` and `${name}` stand for"
                        + " what a group matched. A label that becomes empty is removed.",
                defaultValue = "$1")
        String replacement,

        @Option(
                doc = "With `hashmod`: the number of shards. The label gets a number from 0 to one less.",
                defaultValue = "0",
                example = "8")
        long modulus) {
    static final String ANY_SEPARATOR = ";";
    static final String ANY_REGEX = "(.*)";
    static final String ANY_REPLACEMENT = "$1";

    /// @throws InvalidOptionException for a regex that RE2 does not know, a `target_label` or `modulus` that is
    ///     missing, and options that the action does not have
    public RelabelConfig {
        sourceLabels = List.copyOf(sourceLabels);
        targetLabel = targetLabel == null || targetLabel.isEmpty() ? null : targetLabel;
        Expression.of(regex);
        if (modulus < 0 || modulus == 0 && action == RelabelAction.HASHMOD) {
            throw new InvalidOptionException(
                    "modulus", "not a number of shards: " + modulus + "; hashmod needs at least 1 (try 8)");
        }
        if (targetLabel == null && action.needsTarget()) {
            throw new InvalidOptionException(
                    "target_label", "must be set for the action " + action + " (try target_label = \"shard\")");
        }
        String unwanted = unwanted(action, sourceLabels, separator, regex, targetLabel, replacement, modulus);
        if (unwanted != null) {
            throw new InvalidOptionException(
                    unwanted, "has no meaning for the action " + action + ": " + allowed(action));
        }
    }

    private static @Nullable String unwanted(
            RelabelAction action,
            List<String> sourceLabels,
            String separator,
            String regex,
            @Nullable String targetLabel,
            String replacement,
            long modulus) {
        boolean equal = action.comparesLabels();
        boolean names = action.selectsNames();
        if (names && !sourceLabels.isEmpty()) {
            return "source_labels";
        }
        if (names && targetLabel != null) {
            return "target_label";
        }
        if (equal && !regex.equals(ANY_REGEX)) {
            return "regex";
        }
        if ((equal || names) && !separator.equals(ANY_SEPARATOR)) {
            return "separator";
        }
        if ((equal || names) && modulus != 0) {
            return "modulus";
        }
        boolean fixed = equal || names || action.changesCase();
        return fixed && !replacement.equals(ANY_REPLACEMENT) ? "replacement" : null;
    }

    private static String allowed(RelabelAction action) {
        if (action.selectsNames()) {
            return "it takes a regex and nothing else (try regex = \"tmp_.*\")";
        }
        return action.comparesLabels()
                ? "it takes source_labels and target_label and nothing else"
                : "it takes source_labels, separator and target_label (leave replacement out)";
    }

    /// What is wrong with the names in it, or null.
    @Nullable
    Problem problem(NameValidation names) {
        if (targetLabel != null && action.needsTarget() && !allowsTarget(names, targetLabel)) {
            return new Problem("target_label", named("not a name of a label", targetLabel, "service_name"));
        }
        if (action == RelabelAction.LABELMAP && !names.allowsTemplate(replacement)) {
            return new Problem("replacement", named("gives no names of labels", replacement, "${1}"));
        }
        return null;
    }

    private boolean allowsTarget(NameValidation names, String target) {
        boolean template = action == RelabelAction.REPLACE && target.indexOf('$') >= 0;
        return template ? names.allowsTemplate(target) : names.allowsLabel(target);
    }

    private static String named(String rule, String value, String example) {
        return rule + ": '" + value + "' (try " + example + ")";
    }

    /// What is wrong with one option.
    ///
    /// @param key the option
    /// @param message with value, rule and example
    record Problem(String key, String message) {}

    /// The rule on one line, without options that have their defaults: `drop source_labels=[job] regex="a.*"`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(action.toString());
        if (!sourceLabels.isEmpty()) {
            text.append(" source_labels=").append(sourceLabels);
        }
        append(text, "separator", separator, ANY_SEPARATOR);
        append(text, "regex", regex, ANY_REGEX);
        text.append(modulus == 0 ? "" : " modulus=" + modulus);
        append(text, "target_label", targetLabel == null ? "" : targetLabel, "");
        append(text, "replacement", replacement, ANY_REPLACEMENT);
        return text.toString();
    }

    private static void append(StringBuilder text, String key, String value, String usual) {
        if (!value.equals(usual)) {
            text.append(' ').append(key).append("=\"").append(value).append('"');
        }
    }
}
