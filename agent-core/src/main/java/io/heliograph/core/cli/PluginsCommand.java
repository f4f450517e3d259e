package io.heliograph.core.cli;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.docs.OptionDoc;
import io.heliograph.core.config.docs.SampleConfig;
import io.heliograph.core.plugin.JarProblem;
import io.heliograph.core.plugin.PluginHost;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `heliograph plugins`: which there are, and what one can be told.
@Command(
        name = "plugins",
        description = "List the plugins, or show the options of one.",
        subcommands = {PluginsCommand.Show.class, PluginsCommand.Listing.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  heliograph plugins",
            "  heliograph plugins list inputs",
            "  heliograph plugins show inputs.redis",
            "",
            "What is wrong with a jar goes to standard error; the others are listed all the same."
        })
final class PluginsCommand implements Callable<Integer> {
    private static final List<String> KINDS =
            List.of("inputs", "outputs", "processors", "aggregators", "discovery", "parsers", "serializers");

    @Mixin
    private PluginFolderFlag folder = new PluginFolderFlag();

    @Mixin
    private HelpFlag help = new HelpFlag();

    @Override
    public Integer call() {
        return list(folder, null, help);
    }

    /// `plugins list`.
    @Command(name = "list", description = "List the plugins, all or of one kind.")
    static final class Listing implements Callable<Integer> {
        @Parameters(
                paramLabel = "KIND",
                arity = "0..1",
                description = "inputs, outputs, processors, aggregators, discovery, parsers or serializers.")
        private @Nullable String kind;

        @Mixin
        private PluginFolderFlag folder = new PluginFolderFlag();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            return list(folder, kind, help);
        }
    }

    private static int list(PluginFolderFlag folder, @Nullable String kind, HelpFlag help) {
        if (kind != null && !KINDS.contains(kind)) {
            String known = String.join(", ", KINDS);
            help.err().println("no kind of plugin '" + kind + "'; there are " + known);
            return 2;
        }
        try (PluginHost plugins = folder.plugins()) {
            PrintWriter out = help.out();
            for (String name : plugins.names()) {
                if (kind == null || name.startsWith(kind + ".")) {
                    out.println(name);
                }
            }
            tellProblems(plugins, help.err());
            return 0;
        }
    }

    private static void tellProblems(PluginHost plugins, PrintWriter err) {
        for (JarProblem problem : plugins.problems()) {
            err.println(problem);
        }
    }

    /// `plugins show NAME`.
    @Command(name = "show", description = "Show the options of a plugin as a sample configuration.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Kind and name: inputs.redis.")
        @SuppressWarnings("NullAway.Init") // picocli's
        private String name;

        @Mixin
        private PluginFolderFlag folder = new PluginFolderFlag();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            try (PluginHost plugins = folder.plugins()) {
                List<String> meant = meant(plugins);
                PluginDescriptor plugin = meant.size() == 1 ? plugins.find(meant.getFirst()) : null;
                if (plugin == null) {
                    PrintWriter err = help.err();
                    String which = meant.size() > 1
                            ? "; there are " + String.join(" and ", meant)
                            : Nearest.hint(name, plugins.names());
                    err.println("no plugin " + name + which);
                    tellProblems(plugins, err);
                    return 2;
                }
                show(plugin, help.out());
                return 0;
            }
        }

        /// The name itself, or those that it is the last part of: `mem` for `inputs.mem`.
        private List<String> meant(PluginHost plugins) {
            return name.contains(".")
                    ? List.of(name)
                    : plugins.names().stream()
                            .filter(known -> known.endsWith("." + name))
                            .toList();
        }

        private static void show(PluginDescriptor plugin, PrintWriter out) {
            int options = OptionDoc.of(plugin).size();
            out.println(
                    "# " + plugin.name() + ", " + (options == 1 ? "1 option" : options + " options") + " of its own");
            out.print(SampleConfig.of(plugin));
        }
    }
}
