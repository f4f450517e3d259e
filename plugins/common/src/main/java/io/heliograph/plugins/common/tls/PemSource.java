package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where certificates or a key come from: a file, or a text of the configuration.
public final class PemSource {
    private final @Nullable Path file;
    private final Secret text;

    private PemSource(@Nullable Path file, Secret text) {
        this.file = file;
        this.text = text;
    }

    /// A file, which may change.
    public static PemSource of(Path file) {
        return new PemSource(file, Secret.of(""));
    }

    /// A text.
    public static PemSource of(Secret text) {
        return new PemSource(null, text);
    }

    /// A file or a text; null where there is neither.
    public static @Nullable PemSource of(@Nullable Path file, @Nullable Secret text) {
        return file != null ? of(file) : text == null ? null : of(text);
    }

    /// The file, or null for a text.
    @Nullable
    Path file() {
        return file;
    }

    String read() throws IOException {
        try {
            return file == null ? text.reveal() : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw FileProblems.of(file, unreadable);
        }
    }

    /// The file's path, or words for a text: for messages.
    @Override
    public String toString() {
        return file == null ? "the PEM text of the configuration" : file.toString();
    }
}
