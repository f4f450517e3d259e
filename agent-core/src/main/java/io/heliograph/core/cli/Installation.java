package io.heliograph.core.cli;

import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.format.BuiltInFormats;
import io.heliograph.core.plugin.PluginHost;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// The distribution that this process runs from.
final class Installation {
    private Installation() {}

    /// Its folder: what the launcher says, else the one that holds `lib/`.
    static Path home() {
        String said = System.getProperty("heliograph.home");
        if (said != null) {
            return Path.of(said);
        }
        try {
            Path jar = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("..").normalize();
        } catch (URISyntaxException noFile) {
            return Path.of("");
        }
    }

    /// Its plugins, or those of another folder.
    static PluginHost plugins(RunFlags flags) {
        Path folder = flags.pluginFolder == null ? home().resolve("plugins") : flags.pluginFolder;
        return new PluginHost(folder, List.of(new BuiltInFormats()));
    }

    /// How the flags want configurations to be loaded.
    static LoadOptions loading(RunFlags flags) {
        LoadOptions options = LoadOptions.strict().selecting(flags::selects);
        options = flags.bareVariables ? options.withBareVariables() : options;
        return flags.ignoreUnsupported ? options.ignoringUnsupported() : options;
    }
}
