package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is sent to show who scrapes.
///
/// @param tokenFile read at each scrape, or null
/// @param fixed the value of the header `Authorization` without such a file, or null
record Credentials(@Nullable Path tokenFile, @Nullable Secret fixed) {
    static Credentials of(PrometheusConfig config) {
        if (config.bearerToken() != null || config.bearerTokenString() != null) {
            Secret token = config.bearerTokenString();
            return new Credentials(config.bearerToken(), token == null ? null : Secret.of(Authorization.bearer(token)));
        }
        Secret user = config.username();
        Secret password = config.password();
        if (user == null && password == null) {
            return new Credentials(null, null);
        }
        String name = user == null ? "" : user.reveal();
        return new Credentials(null, Secret.of(Authorization.basic(name, password == null ? Secret.of("") : password)));
    }

    /// Headers with the one of these credentials.
    ///
    /// @throws IOException where the file with the token cannot be read
    Headers on(Headers headers) throws IOException {
        if (tokenFile != null) {
            Secret token = Secret.of(Files.readString(tokenFile));
            return headers.with(Authorization.HEADER, Authorization.bearer(token));
        }
        return fixed == null ? headers : headers.with(Authorization.HEADER, fixed.reveal());
    }
}
