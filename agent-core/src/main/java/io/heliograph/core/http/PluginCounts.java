package io.heliograph.core.http;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the agent's counters apart, by the plugin that they are of.
final class PluginCounts {
    private static final Pattern NAME = Pattern.compile(
            "heliograph_(input|output|processor|aggregator)_(\\w+)_total\\{\\1=\"([^\"]*)\"(?:,alias=\"([^\"]*)\")?(?:,reason=.*)?}");
    private static final Map<String, String> KINDS =
            Map.of("input", "inputs.", "output", "outputs.", "processor", "processors.", "aggregator", "aggregators.");

    private PluginCounts() {}

    /// @return for each plugin, alias included, what was counted; counts by reason are summed up
    static Map<String, Map<String, Long>> of(MetricRegistry registry) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (Map.Entry<String, Counter> entry : registry.getCounters().entrySet()) {
            Matcher name = NAME.matcher(entry.getKey());
            if (name.matches()) {
                counts.computeIfAbsent(plugin(name), plugin -> new TreeMap<>())
                        .merge(name.group(2), entry.getValue().getCount(), Long::sum);
            }
        }
        return counts;
    }

    private static String plugin(Matcher name) {
        String alias = name.group(4);
        return KINDS.get(name.group(1)) + name.group(3) + (alias == null ? "" : "::" + alias);
    }
}
