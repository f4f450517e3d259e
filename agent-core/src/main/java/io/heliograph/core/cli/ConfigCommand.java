package io.heliograph.core.cli;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.docs.EffectiveConfiguration;
import io.heliograph.core.config.docs.SampleConfig;
import io.heliograph.core.plugin.PluginHost;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `heliograph config`: a sample configuration, or the one that is in effect.
@Command(
        name = "config",
        customSynopsis = {"heliograph config [NAMES…]", "       heliograph config --effective [flags]%n"},
        description = "Print a sample configuration, or with --effective the one in effect.",
        subcommands = {CheckCommand.class, ConfigCommand.Create.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  heliograph config > heliograph.toml",
            "  heliograph config inputs.redis outputs.influxdb_v2 > heliograph.toml",
            "  heliograph config --effective --config heliograph.toml --config-directory conf.d",
            "",
            "The effective configuration is all files merged, with variables replaced and secrets masked.",
            "Telegraf's `config check` and `config create` are here, too."
        })
final class ConfigCommand implements Callable<Integer> {
    private static final List<String> USUAL = List.of(
            "inputs.cpu",
            "inputs.mem",
            "inputs.swap",
            "inputs.system",
            "inputs.kernel",
            "inputs.processes",
            "inputs.disk",
            "inputs.diskio",
            "outputs.influxdb");

    @Parameters(
            paramLabel = "NAMES",
            arity = "0..*",
            description = "Plugins, kind and name: inputs.redis. Without any: this host's metrics to InfluxDB.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--effective", description = "Print the configuration that a run with these flags has.")
    private boolean effective;

    @Option(names = "--defaults", description = "With --effective: options that are not set as well.")
    private boolean defaults;

    @Mixin
    private ConfigurationFlags flags = new ConfigurationFlags();

    @Mixin
    private HelpFlag help = new HelpFlag();

    /// Telegraf's name of the same.
    @Command(name = "create", description = "Print a sample configuration, as `heliograph config` does.")
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAMES", arity = "0..*", description = "Plugins, kind and name: inputs.redis.")
        private List<String> names = new ArrayList<>();

        @Mixin
        private ConfigurationFlags flags = new ConfigurationFlags();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            return sample(names, flags.flags(), help);
        }
    }

    @Override
    public Integer call() {
        return effective ? effective() : sample(names, flags.flags(), help);
    }

    private int effective() {
        PrintWriter err = help.err();
        RunFlags of = flags.flags();
        try (PluginHost plugins = Installation.plugins(of)) {
            Configuration configuration = Loading.load(of, plugins, err);
            if (configuration == null) {
                return 2;
            }
            help.out().print(EffectiveConfiguration.text(configuration, defaults));
            return 0;
        } catch (IllegalArgumentException unwritable) {
            err.println(unwritable.getMessage());
            return 1;
        }
    }

    private static int sample(List<String> names, RunFlags flags, HelpFlag help) {
        try (PluginHost plugins = Installation.plugins(flags)) {
            List<PluginDescriptor> found = new ArrayList<>();
            int missing = 0;
            for (String name : names.isEmpty() ? USUAL : names) {
                PluginDescriptor plugin = plugins.find(name);
                if (plugin != null) {
                    found.add(plugin);
                } else if (!names.isEmpty()) {
                    help.err().println("no plugin " + name + Nearest.hint(name, plugins.names()));
                    missing++;
                }
            }
            if (missing == 0) {
                help.out().print(SampleConfig.of(found));
            }
            return missing == 0 ? 0 : 2;
        }
    }
}
