package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.plugins.prometheus.PrometheusPlugins;
import io.heliograph.testkit.PluginRun;

/// Configurations of `inputs.prometheus` as they stand in a file.
final class Configured {
    private Configured() {}

    /// @param options the lines below `[[inputs.prometheus]]`
    static PrometheusConfig by(String options, PluginContext context) throws Exception {
        Configuration configuration = ConfigLoader.loadText(
                PluginRun.catalog(new PrometheusPlugins()),
                LoadOptions.strict(),
                "heliograph.toml",
                "[[inputs.prometheus]]\n" + options);
        return (PrometheusConfig) configuration.plugins(Kind.INPUT).getFirst().bind(context);
    }
}
