package io.heliograph.core.config.docs;

import io.heliograph.api.PluginDescriptor;
import java.util.List;

/// Writes a plugin's README: title, what its author wrote about it, a table of its options, its sample.
public final class PluginReadme {
    private PluginReadme() {}

    /// The README in Markdown.
    ///
    /// @param body the description, metrics and notes, without title and options
    public static String of(PluginDescriptor plugin, String body) {
        StringBuilder out = new StringBuilder("# ")
                .append(plugin.name())
                .append("\n\n")
                .append(body.strip())
                .append("\n\n");
        out.append("## Options\n\n");
        List<OptionDoc> options = OptionDoc.of(plugin);
        if (options.isEmpty()) {
            out.append("None of its own.\n\n");
        } else {
            out.append(OptionTable.of(options)).append('\n');
        }
        out.append("## Sample\n\n```toml\n").append(SampleConfig.of(plugin)).append("```\n");
        return out.toString();
    }
}
