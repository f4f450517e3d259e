package io.heliograph.plugins.prometheus.credentials;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.prometheus.job.BasicAuth;
import io.heliograph.plugins.prometheus.job.SignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is sent to show who asks: the header `Authorization`, or nothing. Good for any thread.
public sealed interface Credentials permits Credentials.None, Credentials.Basic, Credentials.Token, OAuth2Token {
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

    /// Forgets what the server refused.
    default void refused() {}

    /// Gives back what it keeps.
    default void close() {}

    /// One of Prometheus' ways.
    static Credentials of(SignIn options) {
        if (options.basicAuth() != null) {
            return Basic.of(options.basicAuth());
        }
        if (options.authorization() != null) {
            return new Token(
                    options.authorization().type(),
                    SecretSource.of(
                            "authorization.credentials_file",
                            options.authorization().credentialsFile(),
                            options.authorization().credentials()));
        }
        return options.oauth2() == null ? new None() : new OAuth2Token(options.oauth2());
    }

    /// A bearer token, in a file or not.
    static Credentials bearer(@Nullable Path file, @Nullable Secret token) {
        return new Token("Bearer", SecretSource.of("bearer_token", file, token));
    }

    /// User and password.
    static Credentials basic(@Nullable Secret user, @Nullable Secret password) {
        return new Basic(SecretSource.of(user), SecretSource.of(password));
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
                    SecretSource.of("basic_auth.username_file", auth.usernameFile(), user),
                    SecretSource.of("basic_auth.password_file", auth.passwordFile(), auth.password()));
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
