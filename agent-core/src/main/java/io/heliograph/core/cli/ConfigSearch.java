package io.heliograph.core.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where the configuration is when nobody says: the first of these places that has one.
final class ConfigSearch {
    private static final List<String> VARIABLES = List.of("HELIOGRAPH_CONFIG_PATH", "TELEGRAF_CONFIG_PATH");

    private final UnaryOperator<@Nullable String> environment;
    private final Path userHome;
    private final Path etc;
    private final Path home;

    /// @param environment the value of a variable, or null
    /// @param etc the system's folder of configurations
    /// @param home the folder of the distribution
    ConfigSearch(UnaryOperator<@Nullable String> environment, Path userHome, Path etc, Path home) {
        this.environment = environment;
        this.userHome = userHome;
        this.etc = etc;
        this.home = home;
    }

    /// In this process's environment.
    static ConfigSearch ofProcess() {
        return new ConfigSearch(
                System::getenv, Path.of(System.getProperty("user.home")), Path.of("/etc"), Installation.home());
    }

    /// Files and directories of a configuration.
    ///
    /// @param how they were found, for the log; empty where the flags name them
    record Found(List<Path> paths, String how) {}

    /// There is no configuration anywhere.
    static final class NoConfigurationException extends Exception {
        private static final long serialVersionUID = 1L;

        NoConfigurationException(String message) {
            super(message);
        }
    }

    /// What the flags name, or what is found.
    Found find(RunFlags flags) throws NoConfigurationException {
        if (!flags.configs.isEmpty() || !flags.directories.isEmpty()) {
            List<Path> named = new ArrayList<>(flags.configs);
            named.addAll(flags.directories);
            return new Found(named, "");
        }
        for (String variable : VARIABLES) {
            String value = environment.apply(variable);
            if (value != null && !value.isEmpty()) {
                return new Found(List.of(Path.of(value)), "$" + variable + " names it");
            }
        }
        for (Path place : places()) {
            if (Files.exists(place)) {
                return new Found(withFolder(place), "the first that was found");
            }
        }
        throw new NoConfigurationException(nothing());
    }

    private List<Path> places() {
        return List.of(
                userHome.resolve(".heliograph").resolve("heliograph.toml"),
                etc.resolve("heliograph").resolve("heliograph.toml"),
                home.resolve("conf").resolve("heliograph.toml"));
    }

    private List<Path> withFolder(Path file) {
        Path folder = etc.resolve("heliograph").resolve("heliograph.d");
        return file.startsWith(etc) && Files.isDirectory(folder) ? List.of(file, folder) : List.of(file);
    }

    private String nothing() {
        StringBuilder message = new StringBuilder("no configuration: no --config, and nothing at\n");
        for (String variable : VARIABLES) {
            message.append("  $").append(variable).append(" (not set)\n");
        }
        for (Path place : places()) {
            message.append("  ").append(place).append('\n');
        }
        return message.append("A first one: heliograph config > heliograph.toml")
                .toString();
    }
}
