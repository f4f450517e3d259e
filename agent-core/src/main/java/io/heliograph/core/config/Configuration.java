package io.heliograph.core.config;

import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.TagSet;
import io.heliograph.api.config.TomlTable;
import io.heliograph.core.config.toml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All files together, checked.
///
/// @param agent the table `[agent]`
/// @param agentTable the same as it stands in the files, to tell what is set from what is default
/// @param globalTags the table `[global_tags]`, without `host`
/// @param plugins in the order of files and lines, and then those that were translated
/// @param files that were read, in order, and then those that translators read
/// @param notices for the log: older names, keys without meaning, what was left out
public record Configuration(
        AgentSettings agent,
        TomlTable agentTable,
        TagSet globalTags,
        List<PluginTable> plugins,
        List<Path> files,
        List<Problem> notices) {

    /// Takes copies.
    public Configuration {
        plugins = List.copyOf(plugins);
        files = List.copyOf(files);
        notices = List.copyOf(notices);
    }

    /// The same without outputs: for `--test`.
    public Configuration withoutOutputs() {
        List<PluginTable> others = new ArrayList<>(plugins);
        others.removeAll(plugins(Kind.OUTPUT));
        return new Configuration(agent, agentTable, globalTags, others, files, notices);
    }

    /// The plugins of one kind, in order.
    public List<PluginTable> plugins(Kind kind) {
        List<PluginTable> some = new ArrayList<>();
        for (PluginTable table : plugins) {
            if (table.kind() == kind) {
                some.add(table);
            }
        }
        return some;
    }
}
