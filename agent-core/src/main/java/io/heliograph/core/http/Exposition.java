package io.heliograph.core.http;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Sampling;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Map;
import java.util.TreeMap;

/// Writes a registry in Prometheus' text format 0.0.4, family by family.
///
/// The agent's names are `family{label="value"}` already. Those of plugins may be anything: what Prometheus does not
/// take in a name becomes `_`. A family that ends in `_total` is a counter; histograms are summaries, of which those
/// of timers are in seconds.
final class Exposition {
    private static final double[] QUANTILES = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};
    private static final double NANOS = 1e-9;

    private final Map<String, StringBuilder> families = new TreeMap<>();

    private Exposition() {}

    static String of(MetricRegistry registry) {
        Exposition page = new Exposition();
        for (Map.Entry<String, Metric> entry : new TreeMap<>(registry.getMetrics()).entrySet()) {
            page.add(entry.getKey(), entry.getValue());
        }
        StringBuilder text = new StringBuilder();
        page.families.values().forEach(text::append);
        return text.toString();
    }

    private void add(String name, Metric metric) {
        int brace = name.indexOf('{');
        boolean labelled = brace > 0 && name.endsWith("}");
        String family = family(labelled ? name.substring(0, brace) : name);
        String labels = labelled ? name.substring(brace + 1, name.length() - 1) : "";
        if (metric instanceof Gauge<?> gauge) {
            gauge(family, labels, gauge);
        } else if (metric instanceof Sampling sampling) {
            summary(family, labels, sampling, metric instanceof Timer ? NANOS : 1);
        } else if (metric instanceof Counting counting) {
            sample(lines(family, type(family)), family, labels, String.valueOf(counting.getCount()));
        }
    }

    private static String type(String family) {
        return family.endsWith("_total") ? "counter" : "gauge";
    }

    /// A gauge that fails or is no number is left out: the others are worth more than it.
    private void gauge(String family, String labels, Gauge<?> gauge) {
        Object value;
        try {
            value = gauge.getValue();
        } catch (RuntimeException unknown) {
            return;
        }
        if (value instanceof Number number) {
            sample(lines(family, type(family)), family, labels, number(number.doubleValue()));
        }
    }

    private void summary(String family, String labels, Sampling sampling, double unit) {
        StringBuilder lines = lines(family, "summary");
        Snapshot snapshot = sampling.getSnapshot();
        String before = labels.isEmpty() ? "" : labels + ",";
        for (double quantile : QUANTILES) {
            sample(lines, family, before + "quantile=\"" + quantile + '"', number(snapshot.getValue(quantile) * unit));
        }
        if (sampling instanceof Counting counting) {
            sample(lines, family + "_count", labels, String.valueOf(counting.getCount()));
        }
    }

    private StringBuilder lines(String family, String type) {
        return families.computeIfAbsent(
                family,
                name -> new StringBuilder("# TYPE ")
                        .append(name)
                        .append(' ')
                        .append(type)
                        .append('\n'));
    }

    private static void sample(StringBuilder lines, String name, String labels, String value) {
        lines.append(name);
        if (!labels.isEmpty()) {
            lines.append('{').append(labels).append('}');
        }
        lines.append(' ').append(value).append('\n');
    }

    /// In digits as long as it is whole and exact.
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return String.valueOf((long) value);
        }
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : String.valueOf(value);
    }

    private static String family(String name) {
        StringBuilder family = new StringBuilder(name);
        for (int i = 0; i < family.length(); i++) {
            char c = family.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                family.setCharAt(i, '_');
            }
        }
        return family.toString();
    }
}
