package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.prometheus.exposition.Labelling;
import io.heliograph.plugins.prometheus.job.Limits;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The labelling of each target of a job: one for all that have the same names of labels, so that their series can be
/// shared; one of its own for a target whose values a rule may look at. Good for any thread.
final class Labellings {
    private final JobLabelling.Job job;
    /// Gone with the last target that has one: names of labels may come and go with the targets.
    private final Map<Set<String>, WeakReference<Labelling>> shared = new HashMap<>();

    Labellings(PrometheusConfig config) {
        RelabelRules rules = RelabelRules.of(
                "metric_relabel_configs",
                config.relabelling().metricRelabelConfigs(),
                config.formats().metricNameValidationScheme());
        this.job = new JobLabelling.Job(
                config.job().honorLabels(), rules, config.formats().metricNameValidationScheme(), config.limits());
    }

    RelabelRules rules() {
        return job.rules();
    }

    /// Whether the labelling of a target with these labels is its own and puts them on, so that the host does not.
    boolean isOwn(TagSet targetLabels) {
        for (int i = 0; i < targetLabels.size(); i++) {
            if (job.rules().touches(targetLabels.key(i)) || isTooLong(targetLabels.key(i), targetLabels.value(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooLong(String key, String value) {
        Limits limits = job.limits();
        return isLonger(key, limits.labelNameLengthLimit()) || isLonger(value, limits.labelValueLengthLimit());
    }

    private static boolean isLonger(String text, int bytes) {
        return bytes > 0 && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    /// The labelling of a target with these labels; the same object for all that may share series.
    Labelling of(TagSet targetLabels) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < targetLabels.size(); i++) {
            names.add(targetLabels.key(i));
        }
        return isOwn(targetLabels) ? new JobLabelling(job, names, targetLabels) : shared(names);
    }

    private synchronized Labelling shared(Set<String> names) {
        WeakReference<Labelling> known = shared.get(names);
        Labelling present = known == null ? null : known.get();
        if (present == null) {
            shared.values().removeIf(one -> one.refersTo(null));
            present = new JobLabelling(job, names, TagSet.EMPTY);
            shared.put(names, new WeakReference<>(present));
        }
        return present;
    }

    /// How many are shared, or were until the heap was collected.
    synchronized int size() {
        return shared.size();
    }
}
