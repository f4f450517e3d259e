package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.Option;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import java.util.List;

/// The rules of a job.
public record RelabelOptions(
        @Option(
                doc = "Rules for the labels of discovered targets, before they are scraped, in Prometheus' form. A"
                        + " target that a rule drops is not scraped.")
        List<RelabelConfig> relabelConfigs,

        @Option(
                doc = "Rules for the labels of samples, those of the target and `__name__` included, before samples"
                        + " become metrics. A series that a rule drops is left out.")
        List<RelabelConfig> metricRelabelConfigs) {
    /// Takes copies.
    public RelabelOptions {
        relabelConfigs = List.copyOf(relabelConfigs);
        metricRelabelConfigs = List.copyOf(metricRelabelConfigs);
    }
}
