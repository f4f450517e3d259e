package io.heliograph.core.config.docs;

import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.toml.TomlText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the configuration as it is in effect: all files merged, variables replaced, older names replaced by those
/// of today, secrets masked.
public final class EffectiveConfiguration {
    private EffectiveConfiguration() {}

    /// The text in TOML.
    ///
    /// @param defaults whether options that are not set are shown with their defaults
    /// @throws IllegalArgumentException where it cannot be written, which values with control characters or
    ///     infinities do
    public static String text(Configuration configuration, boolean defaults) {
        TomlText text = new TomlText();
        text.table("agent", RecordValues.of(configuration.agent(), defaults ? null : configuration.agentTable()));
        text.table("global_tags", new LinkedHashMap<>(configuration.globalTags().toMap()));
        for (PluginTable plugin : configuration.plugins()) {
            String name = plugin.name();
            int dot = name.indexOf('.');
            text.plugin(name.substring(0, dot), name.substring(dot + 1), values(plugin, defaults));
        }
        return text.checked();
    }

    private static Map<String, Object> values(PluginTable plugin, boolean defaults) {
        @Nullable TomlTable set = defaults ? null : plugin.table();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Record record : plugin.records()) {
            values.putAll(RecordValues.of(record, set));
        }
        TomlValue format = plugin.table().entries().get("data_format");
        if (format != null) {
            values.put("data_format", format.plain());
        }
        return values;
    }
}
