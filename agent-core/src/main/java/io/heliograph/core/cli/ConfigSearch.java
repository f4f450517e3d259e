package io.heliograph.core.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where the configuration is when nobody says: the first of these that is there.
final class ConfigSearch {
    private ConfigSearch() {}

    /// What the flags name, or what is found.
    ///
    /// @param home the folder of the distribution
    static List<Path> files(RunFlags flags, Path home) {
        if (!flags.configs.isEmpty() || !flags.directories.isEmpty()) {
            List<Path> named = new ArrayList<>(flags.configs);
            named.addAll(flags.directories);
            return named;
        }
        for (String variable : List.of("HELIOGRAPH_CONFIG_PATH", "TELEGRAF_CONFIG_PATH")) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                return List.of(Path.of(value));
            }
        }
        Path own = Path.of(System.getProperty("user.home"), ".heliograph", "heliograph.toml");
        if (Files.exists(own)) {
            return List.of(own);
        }
        Path system = Path.of("/etc/heliograph/heliograph.toml");
        if (Files.exists(system)) {
            return withFolder(system, Path.of("/etc/heliograph/heliograph.d"));
        }
        return List.of(home.resolve("conf").resolve("heliograph.toml"));
    }

    private static List<Path> withFolder(Path file, Path folder) {
        return Files.isDirectory(folder) ? List.of(file, folder) : List.of(file);
    }
}
