package io.heliograph.core.cli;

import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.core.plugin.JarProblem;
import io.heliograph.core.plugin.PluginHost;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph check`: what `run` would refuse, told without starting anything.
@Command(
        name = "check",
        customSynopsis = "heliograph check [flags]%n",
        description = "Say what is wrong with a configuration.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  heliograph check --config heliograph.toml",
            "  heliograph check --config a.toml --config-directory conf.d",
            "",
            "Every problem of every file goes to standard error, each with file and line.",
            "Exit codes: 0 no problem, 2 problems."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationFlags flags = new ConfigurationFlags();

    @Mixin
    private HelpFlag help = new HelpFlag();

    @Override
    public Integer call() {
        RunFlags of = flags.flags();
        try (PluginHost plugins = Installation.plugins(of)) {
            Configuration configuration = Loading.load(of, plugins, help.err());
            return configuration == null ? 2 : tell(configuration, plugins, of);
        }
    }

    private int tell(Configuration configuration, PluginHost plugins, RunFlags of) {
        PrintWriter err = help.err();
        String nothing = NothingToDo.error(configuration, of);
        if (nothing != null) {
            err.println(nothing);
            return 2;
        }
        String lack = NothingToDo.warning(configuration, of);
        if (lack != null) {
            err.println("note: " + lack);
        }
        for (Problem notice : configuration.notices()) {
            err.println("note: " + notice);
        }
        for (JarProblem problem : plugins.problems()) {
            err.println("note: " + problem);
        }
        int files = configuration.files().size();
        int tables = configuration.plugins().size();
        help.out()
                .println((files == 1 ? configuration.files().getFirst() : files + " files") + ", " + tables
                        + (tables == 1 ? " plugin" : " plugins") + ": no problems");
        return 0;
    }
}
