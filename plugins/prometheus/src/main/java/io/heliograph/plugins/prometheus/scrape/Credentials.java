package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.prometheus.job.Access;
import io.heliograph.plugins.prometheus.job.BasicAuth;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is sent to show who scrapes: the header `Authorization`, or nothing. Good for any thread.
sealed interface Credentials permits Credentials.None, Credentials.Basic, Credentials.Token, OAuth2Token {
    /// The value of the header, or null for none.
    ///
    /// @param allowed how long it may take to get one
    /// @throws IOException where a file cannot be read, or a token cannot be had
    @Nullable
    String header(Duration allowed) throws IOException;

    /// Headers with the one of these credentials.
    default Headers on(Headers headers, Duration allowed) throws IOException {
        String value = header(allowed);
        return value == null ? headers : headers.with(Authorization.HEADER, value);
    }

    /// Forgets what the target refused.
    default void refused() {}

    /// What the configuration says: Prometheus' ways, then Telegraf's, of which a token goes before a password.
    static Credentials of(PrometheusConfig config) {
        Access access = config.access();
        if (access.basicAuth() != null) {
            return Basic.of(access.basicAuth());
        }
        if (access.authorization() != null) {
            return new Token(
                    access.authorization().type(),
                    SecretSource.of(
                            access.authorization().credentialsFile(),
                            access.authorization().credentials()));
        }
        if (access.oauth2() != null) {
            return new OAuth2Token(access.oauth2());
        }
        return ofTelegraf(config);
    }

    private static Credentials ofTelegraf(PrometheusConfig config) {
        if (config.bearerToken() != null || config.bearerTokenString() != null) {
            return new Token("Bearer", SecretSource.of(config.bearerToken(), config.bearerTokenString()));
        }
        Secret user = config.username();
        Secret password = config.password();
        return user == null && password == null
                ? new None()
                : new Basic(SecretSource.of(null, user), SecretSource.of(null, password));
    }

    /// Nothing is sent.
    record None() implements Credentials {
        @Override
        public @Nullable String header(Duration allowed) {
            return null;
        }
    }

    /// User and password.
    record Basic(SecretSource user, SecretSource password) implements Credentials {
        static Basic of(BasicAuth auth) {
            Secret user = auth.username() == null ? null : Secret.of(auth.username());
            return new Basic(
                    SecretSource.of(auth.usernameFile(), user), SecretSource.of(auth.passwordFile(), auth.password()));
        }

        @Override
        public String header(Duration allowed) throws IOException {
            return Authorization.basic(user.read().reveal(), password.read());
        }
    }

    /// A type and what follows it.
    record Token(String type, SecretSource text) implements Credentials {
        @Override
        public String header(Duration allowed) throws IOException {
            return type + " " + text.read().reveal().strip();
        }
    }
}
