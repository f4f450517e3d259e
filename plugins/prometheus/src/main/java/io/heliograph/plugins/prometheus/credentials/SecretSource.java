package io.heliograph.plugins.prometheus.credentials;

import io.heliograph.api.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A text of the configuration, or of a file that is read again when it changes. Good for any thread.
final class SecretSource {
    private final @Nullable Path file;
    private Secret present;
    private String stamp = "";

    private SecretSource(@Nullable Path file, Secret present) {
        this.file = file;
        this.present = present;
    }

    /// @param fixed the text, where there is no file; null for an empty one
    static SecretSource of(@Nullable Path file, @Nullable Secret fixed) {
        return new SecretSource(file, fixed == null ? Secret.of("") : fixed);
    }

    /// The text; that of a file without blanks around it.
    ///
    /// @throws IOException for a file that cannot be read
    synchronized Secret read() throws IOException {
        if (file != null) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            String nowStamp = now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
            if (!nowStamp.equals(stamp)) {
                present = Secret.of(Files.readString(file).strip());
                stamp = nowStamp;
            }
        }
        return present;
    }
}
