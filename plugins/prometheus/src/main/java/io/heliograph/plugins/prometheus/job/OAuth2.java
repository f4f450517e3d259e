package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Client credentials (RFC 6749, 4.4) for which a server gives tokens.
public record OAuth2(
        @Option(doc = "The client.", example = "heliograph") String clientId,

        @Option(doc = "The client's secret.", example = "secret") @Nullable
        Secret clientSecret,

        @Option(doc = "A file with the client's secret, read again when it changes.", example = "/run/secrets/client")
        @Nullable
        Path clientSecretFile,

        @Option(doc = "What the token is to be good for.", example = "[\"metrics\"]")
        List<String> scopes,

        @Option(doc = "Where tokens are given.", example = "https://auth.example.org/token")
        URI tokenUrl,

        @Option(doc = "More parameters of the request for a token.", example = "{ audience = \"metrics\" }")
        Map<String, String> endpointParams,

        @Option(doc = "A proxy on the way to the server of tokens.", example = "http://proxy:3128") @Nullable
        URI proxyUrl,

        @Option(doc = "TLS for the server of tokens.") @Nullable
        TlsConfig tlsConfig) {

    /// @throws InvalidOptionException where client or place is missing, and for a secret given twice
    public OAuth2 {
        scopes = List.copyOf(scopes);
        endpointParams = Map.copyOf(endpointParams);
        if (clientId.isEmpty()) {
            throw new InvalidOptionException("client_id", "must not be empty");
        }
        if (clientSecret != null && clientSecretFile != null) {
            throw new InvalidOptionException("client_secret_file", "client_secret is set as well");
        }
        String scheme = String.valueOf(tokenUrl.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidOptionException(
                    "token_url",
                    "not an http or https URL: '" + tokenUrl.toString().replaceFirst("//[^/]*@", "//")
                            + "' (try https://auth.example.org/token)");
        }
    }
}
