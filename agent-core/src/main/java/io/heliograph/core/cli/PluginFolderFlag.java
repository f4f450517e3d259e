package io.heliograph.core.cli;

import io.heliograph.core.plugin.PluginHost;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--plugins`.
final class PluginFolderFlag {
    @Option(names = "--plugins", paramLabel = "DIR", description = "Another folder of plugin jars.")
    private @Nullable Path folder;

    /// The plugins that there are.
    PluginHost plugins() {
        RunFlags flags = RunFlags.none();
        flags.pluginFolder = folder;
        return Installation.plugins(flags);
    }
}
