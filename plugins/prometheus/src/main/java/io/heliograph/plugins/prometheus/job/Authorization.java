package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Type and credentials of the header `Authorization`.
public record Authorization(
        @Option(doc = "The type of authentication; `Basic` belongs into `basic_auth`.", defaultValue = "Bearer")
        String type,

        @Option(doc = "What follows the type.", example = "abc_123") @Nullable
        Secret credentials,

        @Option(doc = "A file with the credentials, read again when it changes.", example = "/run/secrets/token")
        @Nullable
        Path credentialsFile) {

    /// @throws InvalidOptionException for basic authentication, and for credentials given twice
    public Authorization {
        type = type.strip();
        if (type.equalsIgnoreCase("basic")) {
            throw new InvalidOptionException("type", "'" + type + "' belongs into basic_auth");
        }
        if (credentials != null && credentialsFile != null) {
            throw new InvalidOptionException("credentials_file", "credentials is set as well");
        }
    }
}
