package io.heliograph.plugins.prometheus.credentials;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A text of the configuration, or of a file that is read again when it changes. Good for any thread.
final class SecretSource {
    private final String key;
    private final @Nullable Path file;
    private Secret present;
    private String stamp = "";

    private SecretSource(String key, @Nullable Path file, Secret present) {
        this.key = key;
        this.file = file;
        this.present = present;
    }

    /// @param key of the option that names the file, for messages
    /// @param fixed the text, where there is no file; null for an empty one
    static SecretSource of(String key, @Nullable Path file, @Nullable Secret fixed) {
        return new SecretSource(key, file, fixed == null ? Secret.of("") : fixed);
    }

    /// A text of the configuration; null for an empty one.
    static SecretSource of(@Nullable Secret fixed) {
        return of("", null, fixed);
    }

    /// The text; that of a file without blanks around it.
    ///
    /// @throws IOException for a file that cannot be read, with the option and the reason
    synchronized Secret read() throws IOException {
        if (file != null) {
            try {
                renew(file);
            } catch (IOException unreadable) {
                throw new IOException(key + ": " + file + ": " + FileProblems.reason(unreadable), unreadable);
            }
        }
        return present;
    }

    private void renew(Path from) throws IOException {
        BasicFileAttributes now = Files.readAttributes(from, BasicFileAttributes.class);
        String nowStamp = now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        if (!nowStamp.equals(stamp)) {
            present = Secret.of(Files.readString(from).strip());
            stamp = nowStamp;
        }
    }
}
