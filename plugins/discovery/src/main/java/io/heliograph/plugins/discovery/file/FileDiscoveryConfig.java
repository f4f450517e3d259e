package io.heliograph.plugins.discovery.file;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The configuration of `discovery.file`.
public record FileDiscoveryConfig(
        @Option(
                doc =
                        "Target files, JSON or YAML by their ending (.json, .yml, .yaml). The last part of a path may have `*`.",
                example = "[\"/etc/heliograph/targets/*.json\"]",
                inSample = true)
        List<String> files,

        @Option(
                doc =
                        "All files are read again after this, changed or not. Changes are noticed within a second or two anyway.",
                defaultValue = "5m")
        Duration refreshInterval) {

    private static final List<String> ENDINGS = List.of(".json", ".yml", ".yaml");

    /// @throws InvalidOptionException for no files, a file that is neither JSON nor YAML, or a pattern in a folder's
    ///     name
    public FileDiscoveryConfig {
        if (files.isEmpty()) {
            throw new InvalidOptionException("files", "names no file (try [\"/etc/heliograph/targets/*.json\"])");
        }
        for (String file : files) {
            check(file);
        }
        if (refreshInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidOptionException(
                    "refresh_interval", "shorter than a second: " + refreshInterval.toMillis() + "ms (try 5m)");
        }
    }

    private static void check(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().noneMatch(name::endsWith)) {
            throw new InvalidOptionException(
                    "files", "not a target file: '" + file + "' (it ends in .json, .yml or .yaml)");
        }
        int slash = file.lastIndexOf('/');
        if (file.substring(0, Math.max(0, slash)).indexOf('*') >= 0) {
            throw new InvalidOptionException(
                    "files", "a * in the name of a folder: '" + file + "' (only the last part may have it)");
        }
    }
}
