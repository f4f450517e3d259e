package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// User and password, in the configuration or in files, which are read again when they change.
public record BasicAuth(
        @Option(doc = "The user.", example = "scraper") @Nullable
        String username,

        @Option(doc = "A file with the user.", example = "/run/secrets/user") @Nullable
        Path usernameFile,

        @Option(doc = "The password.", example = "secret") @Nullable
        Secret password,

        @Option(doc = "A file with the password.", example = "/run/secrets/password") @Nullable
        Path passwordFile) {

    /// @throws InvalidOptionException where one is given twice
    public BasicAuth {
        if (username != null && usernameFile != null) {
            throw new InvalidOptionException("username_file", "username is set as well");
        }
        if (password != null && passwordFile != null) {
            throw new InvalidOptionException("password_file", "password is set as well");
        }
    }
}
