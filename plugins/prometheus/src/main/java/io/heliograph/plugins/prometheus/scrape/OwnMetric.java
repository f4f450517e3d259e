package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.PluginContext;

/// Names of what an input counts of itself, labelled as the agent labels what it counts of inputs.
final class OwnMetric {
    private static final String ALIAS = "::";

    private OwnMetric() {}

    /// Family and labels: `family{input="prometheus",alias="a"}`.
    static String name(String family, PluginContext context) {
        String name = context.name().substring(context.name().indexOf('.') + 1);
        int alias = name.indexOf(ALIAS);
        return alias < 0
                ? family + "{input=\"" + name + "\"}"
                : family + "{input=\"" + name.substring(0, alias) + "\",alias=\""
                        + escaped(name.substring(alias + ALIAS.length())) + "\"}";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
