package io.heliograph.plugins.internal.self;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.TreeMap;

/// What the registry says at one moment, by plugin and by family. Counts that are kept apart by reason are added up.
final class Counts {
    private static final String[] KINDS = {"input", "output", "processor", "aggregator"};

    /// A plugin as the labels name it.
    ///
    /// @param kind `input`, `output`, `processor` or `aggregator`
    /// @param name without the kind
    /// @param alias empty where it has none
    record Who(String kind, String name, String alias) implements Comparable<Who> {
        /// What the agent counts of nobody in particular.
        static final Who AGENT = new Who("", "", "");

        @Override
        public int compareTo(Who other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return kind + ' ' + name + ' ' + alias;
        }

        /// As in the configuration: `inputs.redis::cache`.
        String id() {
            return kind + "s." + name + (alias.isEmpty() ? "" : "::" + alias);
        }
    }

    private final Map<Who, Map<String, Long>> byPlugin = new TreeMap<>();
    private final Map<String, Long> sums = new TreeMap<>();

    static Counts of(MetricRegistry registry) {
        Counts counts = new Counts();
        for (Map.Entry<String, Metric> entry : registry.getMetrics().entrySet()) {
            switch (entry.getValue()) {
                case Counting counter -> counts.add(MetricName.parse(entry.getKey()), counter.getCount());
                case Gauge<?> gauge when gauge.getValue() instanceof Number number ->
                    counts.add(MetricName.parse(entry.getKey()), number.longValue());
                default -> {}
            }
        }
        return counts;
    }

    private void add(MetricName name, long value) {
        byPlugin.computeIfAbsent(who(name), plugin -> new TreeMap<>()).merge(name.family(), value, Long::sum);
        sums.merge(name.family(), value, Long::sum);
    }

    private static Who who(MetricName name) {
        for (String kind : KINDS) {
            if (!name.label(kind).isEmpty()) {
                return new Who(kind, name.label(kind), name.label("alias"));
            }
        }
        return Who.AGENT;
    }

    /// The plugins of a kind that anything is counted of.
    Iterable<Who> plugins(String kind) {
        return byPlugin.keySet().stream().filter(plugin -> plugin.kind().equals(kind)).toList();
    }

    /// The count of one plugin, 0 where there is none.
    long of(Who plugin, String family) {
        return byPlugin.getOrDefault(plugin, Map.of()).getOrDefault(family, 0L);
    }

    /// The count of all plugins together.
    long sum(String family) {
        return sums.getOrDefault(family, 0L);
    }
}
