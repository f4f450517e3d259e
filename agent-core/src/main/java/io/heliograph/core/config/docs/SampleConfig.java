package io.heliograph.core.config.docs;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.core.config.AgentSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Writes samples: each option with `##` and what it does, then its default or an example, switched off by a `#`
/// where it need not be set.
public final class SampleConfig {
    private static final Set<String> EMPTY = Set.of("[]", "\"\"");
    private static final int WIDTH = 110;
    private static final String INDENT = "  ";

    private final boolean everything;

    private SampleConfig(boolean everything) {
        this.everything = everything;
    }

    /// The sample of one plugin, to be put into a configuration as it is.
    public static String of(PluginDescriptor plugin) {
        return new SampleConfig(false).text(plugin);
    }

    /// The same with every option switched on, each with its example where it has one.
    public static String everything(PluginDescriptor plugin) {
        return new SampleConfig(true).text(plugin);
    }

    /// A whole configuration: `[agent]` and the samples of plugins.
    public static String of(Collection<PluginDescriptor> plugins) {
        StringBuilder whole =
                new StringBuilder("# Texts may hold environment variables: ${NAME}, ${NAME:-default}.\n\n");
        whole.append("# [global_tags]\n#   dc = \"north\"\n\n");
        whole.append(new SampleConfig(false).text("[agent]", "agent", OptionDoc.of(AgentSettings.class)));
        for (PluginDescriptor plugin : plugins) {
            whole.append('\n').append(of(plugin));
        }
        return whole.toString();
    }

    private String text(PluginDescriptor plugin) {
        List<OptionDoc> options = new ArrayList<>();
        if (plugin.kind() == Kind.DISCOVERY) {
            options.add(discoveryId(plugin));
        }
        options.addAll(OptionDoc.of(plugin));
        return text("[[" + plugin.name() + "]]", plugin.name(), options);
    }

    /// The one option of the core's that must be set. By its plugin's name, so that samples of several fit together.
    private static OptionDoc discoveryId(PluginDescriptor plugin) {
        String id = plugin.name().substring(plugin.name().indexOf('.') + 1);
        String doc = "The name by which inputs take its targets: `discovery = [\"" + id + "\"]`.";
        return new OptionDoc("id", "text", doc, "", '"' + id + '"', true, true, List.of(), List.of(), false);
    }

    private String text(String header, String path, List<OptionDoc> options) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (String line : table(options, path)) {
            text.append(line.isEmpty() ? "" : INDENT).append(line).append('\n');
        }
        return text.toString();
    }

    /// The lines of a table without its header. Plain options come first: what follows the header of a table below
    /// belongs to that table.
    private List<String> table(List<OptionDoc> options, String path) {
        List<String> lines = new ArrayList<>();
        for (OptionDoc option : options) {
            if (!option.isTable()) {
                append(lines, option, List.of(option.key() + " = " + literal(option)), off(option));
            }
        }
        for (OptionDoc option : options) {
            if (option.isTable()) {
                append(lines, option, tableBelow(option, path + "." + option.key()), !everything && !option.inSample());
            }
        }
        return lines;
    }

    private List<String> tableBelow(OptionDoc option, String path) {
        List<String> lines = new ArrayList<>();
        lines.add(option.repeated() ? "[[" + path + "]]" : "[" + path + "]");
        for (String line : table(option.below(), path)) {
            lines.add(line.isEmpty() ? "" : INDENT + line);
        }
        return lines;
    }

    private static void append(List<String> lines, OptionDoc option, List<String> more, boolean off) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        for (String doc : Wrap.lines(option.doc(), WIDTH)) {
            lines.add("## " + doc);
        }
        for (String line : more) {
            lines.add(!off ? line : line.isEmpty() ? "#" : "# " + line);
        }
    }

    private boolean off(OptionDoc option) {
        return !everything && !option.required() && !option.inSample();
    }

    private String literal(OptionDoc option) {
        boolean saysNothing = option.defaultLiteral().isEmpty() || EMPTY.contains(option.defaultLiteral());
        boolean example = !option.exampleLiteral().isEmpty() && (everything || saysNothing);
        String literal = example ? option.exampleLiteral() : option.defaultLiteral();
        if (literal.isEmpty()) {
            return option.type().startsWith("table") ? "{}" : "\"\"";
        }
        return literal;
    }
}
