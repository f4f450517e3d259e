package io.heliograph.plugins.prometheus.credentials;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.renewal.Renewed;
import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text of the configuration, or of a file that is read again when it changes; while the file is gone or empty, as it
/// is in the middle of a renewal, the text before serves on. Good for any thread.
final class SecretSource {
    private final String key;
    private final Renewed<Secret> present;

    private SecretSource(String key, Renewed<Secret> present) {
        this.key = key;
        this.present = present;
    }

    /// @param key of the option that names the file, for messages
    /// @param fixed the text, where there is no file; null for an empty one
    static SecretSource of(String key, @Nullable Path file, @Nullable Secret fixed) {
        return file == null
                ? of(fixed)
                : new SecretSource(key, new Renewed<>(List.of(file), Duration.ZERO, () -> text(file)));
    }

    /// A text of the configuration; null for an empty one.
    static SecretSource of(@Nullable Secret fixed) {
        Secret text = fixed == null ? Secret.of("") : fixed;
        return new SecretSource("", new Renewed<>(List.of(), Duration.ZERO, () -> text));
    }

    /// The text; that of a file without blanks around it.
    ///
    /// @throws IOException for a file that could never be read, with the option and the reason
    Secret read() throws IOException {
        try {
            return present.present();
        } catch (IOException unreadable) {
            throw new IOException(key + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Secret text(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw FileProblems.of(file, unreadable);
        }
        if (text.isEmpty()) {
            throw new IOException(file + ": the file is empty");
        }
        return Secret.of(text);
    }
}
