package io.heliograph.core.cli;

import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.plugin.PluginHost;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Loads a configuration for a command that starts nothing.
final class Loading {
    private Loading() {}

    /// @param err where all problems are told
    /// @return null where there are problems
    static @Nullable Configuration load(RunFlags flags, PluginHost plugins, PrintWriter err) {
        try {
            ConfigSearch.Found found = ConfigSearch.ofProcess().find(flags);
            return ConfigLoader.load(plugins, Installation.loading(flags), found.paths());
        } catch (ConfigurationException | ConfigSearch.NoConfigurationException wrong) {
            err.println(wrong.getMessage());
            return null;
        }
    }
}
