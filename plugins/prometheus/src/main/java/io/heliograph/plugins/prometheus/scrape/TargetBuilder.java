package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.prometheus.job.Formats;
import io.heliograph.plugins.prometheus.job.JobOptions;
import io.heliograph.plugins.prometheus.scrape.ScrapeTarget.Histograms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes targets of what discovery found, in the order of Prometheus: labels that are not there yet are set from the
/// job, then the rules change them, then labels with two leading underscores say how the target is read, and all
/// others are put on its samples.
final class TargetBuilder {
    static final String ADDRESS = "__address__";
    static final String INTERVAL = "__scrape_interval__";
    static final String TIMEOUT = "__scrape_timeout__";
    static final String METRICS_PATH = "__metrics_path__";
    static final String SCHEME = "__scheme__";
    static final String PARAM = "__param_";
    static final String SOCKET = "__unix_socket__";
    private static final String META = "__meta_";
    private static final String NATIVES = "__scrape_native_histograms__";
    private static final String CLASSICS = "__always_scrape_classic_histograms__";
    private static final String CONVERTS = "__convert_classic_histograms_to_nhcb__";

    private final JobOptions job;
    /// A socket leads to services of this machine, as link-local addresses do.
    private final boolean avoidsSockets;
    private final RelabelRules rules;
    private final Map<String, String> defaults;

    /// @param name of the job
    /// @param usualInterval where neither the target nor the job says one
    TargetBuilder(PrometheusConfig config, String name, Duration usualInterval) {
        this.job = config.job();
        this.avoidsSockets = config.access().avoidLinkLocal();
        this.rules = RelabelRules.of(
                config.relabelling().relabelConfigs(), config.formats().metricNameValidationScheme());
        Duration interval = job.scrapeInterval() == null ? usualInterval : job.scrapeInterval();
        Duration timeout = config.scrapeTimeout();
        this.defaults = defaults(config, name, interval, timeout.compareTo(interval) > 0 ? interval : timeout);
    }

    private static Map<String, String> defaults(
            PrometheusConfig config, String name, Duration interval, Duration timeout) {
        Formats formats = config.formats();
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("job", name);
        defaults.put(INTERVAL, PrometheusDuration.text(interval));
        defaults.put(TIMEOUT, PrometheusDuration.text(timeout));
        defaults.put(METRICS_PATH, config.job().metricsPath());
        defaults.put(SCHEME, config.job().scheme().text());
        defaults.put(NATIVES, Boolean.toString(formats.scrapeNativeHistograms()));
        defaults.put(CLASSICS, Boolean.toString(formats.alwaysScrapeClassicHistograms()));
        defaults.put(CONVERTS, Boolean.toString(formats.convertClassicHistogramsToNhcb()));
        config.job().params().forEach((key, values) -> {
            if (!values.isEmpty()) {
                defaults.put(PARAM + key, values.get(0));
            }
        });
        return defaults;
    }

    /// The labels that the rules get.
    TagSet before(TagSet discovered) {
        return discovered.orElse(TagSet.of(defaults));
    }

    RelabelRules rules() {
        return rules;
    }

    /// @return null where a rule drops the target
    /// @throws IllegalArgumentException for labels that make no target
    @Nullable
    ScrapeTarget build(TagSet discovered) {
        TagSet labels = rules.apply(before(discovered));
        return labels == null ? null : target(labels);
    }

    /// @param labels that the rules left
    /// @throws IllegalArgumentException for labels that make no target
    ScrapeTarget target(TagSet labels) {
        checkText(labels);
        Location location = Location.of(labels, params(labels));
        if (avoidsSockets && location.socket() != null) {
            throw new IllegalArgumentException("through the socket '" + location.socket()
                    + "', which a discovery may not ask for with avoid_link_local");
        }
        Duration interval = time(labels, INTERVAL);
        Duration timeout = time(labels, TIMEOUT);
        if (timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException(
                    "the time limit " + labels.get(TIMEOUT) + " is longer than the interval " + labels.get(INTERVAL));
        }
        Histograms histograms = new Histograms(flag(labels, NATIVES), flag(labels, CLASSICS), flag(labels, CONVERTS));
        TagSet known = withoutMeta(labels);
        return new ScrapeTarget(location, visible(known), known, interval, timeout, false, histograms);
    }

    /// The parameters of the query: those of the job, the first value of each as the labels have it.
    private Map<String, List<String>> params(TagSet labels) {
        Map<String, List<String>> params = new TreeMap<>();
        job.params().forEach((key, values) -> params.put(key, new ArrayList<>(values)));
        for (int i = 0; i < labels.size(); i++) {
            if (labels.key(i).startsWith(PARAM)) {
                List<String> values =
                        params.computeIfAbsent(labels.key(i).substring(PARAM.length()), none -> new ArrayList<>());
                if (values.isEmpty()) {
                    values.add(labels.value(i));
                } else {
                    values.set(0, labels.value(i));
                }
            }
        }
        return params;
    }

    private static Duration time(TagSet labels, String key) {
        String text = labels.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no label " + key);
        }
        return PrometheusDuration.parse(text);
    }

    private static boolean flag(TagSet labels, String key) {
        return switch (Location.label(labels, key, "false")) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                throw new IllegalArgumentException("neither true nor false: " + key + "=\"" + labels.get(key) + "\"");
        };
    }

    private static void checkText(TagSet labels) {
        for (int i = 0; i < labels.size(); i++) {
            String value = labels.value(i);
            for (int at = 0; at < value.length(); at++) {
                if (Character.isSurrogate(value.charAt(at))) {
                    if (!Character.isSupplementaryCodePoint(value.codePointAt(at))) {
                        throw new IllegalArgumentException("not UTF-8: the label " + labels.key(i));
                    }
                    at++;
                }
            }
        }
    }

    private static TagSet withoutMeta(TagSet labels) {
        Map<String, String> known = labels.toMap();
        known.keySet().removeIf(key -> key.startsWith(META));
        return TagSet.of(known);
    }

    private static TagSet visible(TagSet labels) {
        Map<String, String> visible = labels.toMap();
        visible.keySet().removeIf(key -> key.startsWith("__"));
        visible.putIfAbsent("instance", Location.label(labels, ADDRESS, ""));
        return TagSet.of(visible);
    }
}
