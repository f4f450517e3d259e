package io.heliograph.api.config;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Takes what comes of a translation.
public interface Translation {
    /// Adds a table of a plugin. It is checked as if it stood in the user's file; what is wrong with it is told at the
    /// places that its values have.
    ///
    /// @param plugin kind and name: `inputs.prometheus`
    /// @param path what the user calls it, for messages: `scrape_configs`
    void table(String plugin, String path, TomlTable table);

    /// Tells something wrong. The configuration cannot be used then.
    ///
    /// @param key with the keys above it, as the user wrote them: `scrape_configs.job_name`
    /// @param message the value, the rule and an example
    void problem(Place place, String key, String message);

    /// Tells of a key that means nothing there. The host adds the nearest known one.
    ///
    /// @param key with the keys above it
    /// @param known what the same table may have, without the keys above
    void unknown(Place place, String key, Collection<String> known);

    /// Tells something that is no problem and that the user should know: what is not run.
    ///
    /// @param key with the keys above it, or empty
    void note(Place place, String key, String message);

    /// Tells of a file that was read, or tried to: `--watch-config` loads the configuration again when it changes.
    void reads(Path file);

    /// The value of a variable of the environment, or null.
    @Nullable
    String variable(String name);
}
