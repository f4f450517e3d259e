package io.heliograph.core.config;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.config.Translator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows the plugins that there are: those of the core, and those of jars.
public interface PluginCatalog {
    /// The plugin of a name, `inputs.redis` or `parsers.influx`, or null where there is none. May open the jar that
    /// has it.
    @Nullable
    PluginDescriptor find(String name);

    /// Why a plugin of that name is missing that is there in a way: what is wrong with the jar that has it.
    default @Nullable String whyMissing(String name) {
        return null;
    }

    /// The names of all plugins, without opening a jar. Asked only to tell which known name is nearest to an unknown
    /// one.
    Set<String> names();

    /// What jars have to show before they are opened. Told before anything else is asked of a configuration's behalf.
    default void trust(PluginTrust wanted) {}

    /// Who reads a foreign key, `scraper` or `inputs.prometheus.scrape_config_files`, or null where nobody does. May
    /// open the jar that has it.
    default @Nullable Translator translator(String reads) {
        return null;
    }
}
