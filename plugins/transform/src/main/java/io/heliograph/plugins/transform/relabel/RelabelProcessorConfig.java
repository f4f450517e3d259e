package io.heliograph.plugins.transform.relabel;

import io.heliograph.api.Option;
import io.heliograph.plugins.common.relabel.NameValidation;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import io.heliograph.plugins.common.relabel.RelabelRules;
import java.util.List;

/// Configuration of `processors.relabel`.
///
/// @param relabelConfigs the rules, in order
/// @param metricNameValidationScheme the names that labels may have
public record RelabelProcessorConfig(
        @Option(
                doc =
                        "The rules, one table each, in order: Prometheus' `relabel_configs`. Each sees what the one before"
                                + " it left.",
                inSample = true)
        List<RelabelConfig> relabelConfigs,

        @Option(
                doc =
                        "Which names rules may give to labels: `utf8` for any, `legacy` for letters, digits and underscores.",
                defaultValue = "utf8")
        NameValidation metricNameValidationScheme) {
    /// Checks the names that the rules give.
    public RelabelProcessorConfig {
        relabelConfigs = List.copyOf(relabelConfigs);
        RelabelRules.of(relabelConfigs, metricNameValidationScheme);
    }

    RelabelRules rules() {
        return RelabelRules.of(relabelConfigs, metricNameValidationScheme);
    }
}
