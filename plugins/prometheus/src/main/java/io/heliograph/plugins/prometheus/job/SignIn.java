package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import org.jspecify.annotations.Nullable;

/// How the agent shows who it is: one of Prometheus' ways, or none.
public record SignIn(
        @Option(doc = "Basic authentication.") @Nullable BasicAuth basicAuth,

        @Option(doc = "A header `Authorization` of another type.") @Nullable
        Authorization authorization,

        @Option(doc = "A token that an OAuth 2.0 server gives for client credentials.") @Nullable
        OAuth2 oauth2) {

    /// @throws InvalidOptionException for more than one way
    public SignIn {
        if (authorization != null && (basicAuth != null || oauth2 != null)) {
            throw new InvalidOptionException(
                    "authorization", "only one of basic_auth, authorization and oauth2 can be");
        }
        if (basicAuth != null && oauth2 != null) {
            throw new InvalidOptionException("oauth2", "only one of basic_auth, authorization and oauth2 can be");
        }
    }

    /// The key of the way that is set, or null.
    public @Nullable String way() {
        if (basicAuth != null) {
            return "basic_auth";
        }
        return authorization != null ? "authorization" : oauth2 != null ? "oauth2" : null;
    }
}
