package io.heliograph.plugins.internal.self;

import java.util.LinkedHashMap;
import java.util.Map;

/// The name of a metric in the agent's registry, which is written as Prometheus shows it: `family{label="value"}`.
///
/// @param family before the brace
/// @param labels without their escapes
record MetricName(String family, Map<String, String> labels) {
    static MetricName parse(String name) {
        int brace = name.indexOf('{');
        if (brace < 0) {
            return new MetricName(name, Map.of());
        }
        Map<String, String> labels = new LinkedHashMap<>();
        int at = brace + 1;
        while (at < name.length() && name.charAt(at) != '}') {
            int equals = name.indexOf("=\"", at);
            if (equals < 0) {
                break;
            }
            StringBuilder value = new StringBuilder();
            int end = readValue(name, equals + 2, value);
            labels.put(name.substring(at, equals), value.toString());
            at = end < name.length() && name.charAt(end) == ',' ? end + 1 : end;
        }
        return new MetricName(name.substring(0, brace), labels);
    }

    /// The index behind the closing quote.
    private static int readValue(String name, int from, StringBuilder value) {
        int at = from;
        while (at < name.length() && name.charAt(at) != '"') {
            char c = name.charAt(at++);
            if (c == '\\' && at < name.length()) {
                char escaped = name.charAt(at++);
                c = escaped == 'n' ? '\n' : escaped;
            }
            value.append(c);
        }
        return at + 1;
    }

    String label(String key) {
        return labels.getOrDefault(key, "");
    }
}
