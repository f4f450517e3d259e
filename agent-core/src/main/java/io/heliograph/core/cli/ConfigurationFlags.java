package io.heliograph.core.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `run` that say which configuration is meant, for commands that picocli reads.
final class ConfigurationFlags {
    @Option(names = "--config", paramLabel = "FILE", description = "A configuration; repeat it for more.")
    private List<Path> configs = new ArrayList<>();

    @Option(names = "--config-directory", paramLabel = "DIR", description = "All *.conf and *.toml below.")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--ignore-unsupported", description = "Leave out what only Telegraf has.")
    private boolean ignoreUnsupported;

    @Option(names = "--non-strict-env-handling", description = "Replace variables in the whole text: port = $${PORT}.")
    private boolean bareVariables;

    @Option(names = "--strict-env-handling", hidden = true)
    private boolean strict;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Another folder of plugin jars.")
    private @Nullable Path pluginFolder;

    @Option(
            names = "--input-filter",
            paramLabel = "A:B",
            split = ":",
            splitSynopsisLabel = "",
            description = "Only these inputs.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--output-filter",
            paramLabel = "A:B",
            split = ":",
            splitSynopsisLabel = "",
            description = "Only these outputs.")
    private List<String> outputs = new ArrayList<>();

    @Option(
            names = "--processor-filter",
            paramLabel = "A:B",
            split = ":",
            splitSynopsisLabel = "",
            description = "Only these processors.")
    private List<String> processors = new ArrayList<>();

    @Option(
            names = "--aggregator-filter",
            paramLabel = "A:B",
            split = ":",
            splitSynopsisLabel = "",
            description = "Only these aggregators.")
    private List<String> aggregators = new ArrayList<>();

    @Option(names = "--debug", hidden = true)
    private boolean debug;

    @Option(names = "--quiet", hidden = true)
    private boolean quiet;

    /// As `run` has them.
    RunFlags flags() {
        RunFlags flags = RunFlags.none();
        flags.configs.addAll(configs);
        flags.directories.addAll(directories);
        flags.ignoreUnsupported = ignoreUnsupported;
        flags.bareVariables = bareVariables && !strict;
        flags.pluginFolder = pluginFolder;
        flags.inputs = RunFlags.names(inputs);
        flags.outputs = RunFlags.names(outputs);
        flags.processors = RunFlags.names(processors);
        flags.aggregators = RunFlags.names(aggregators);
        flags.debug = debug;
        flags.quiet = quiet;
        return flags;
    }
}
