package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.Headers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is sent to show who scrapes: the header `Authorization`, or nothing. Good for any thread.
public sealed interface Credentials extends AutoCloseable
        permits Credentials.None, Credentials.Basic, Credentials.Token, OAuth2Token {
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

    /// What Prometheus' options say.
    ///
    /// @param otherwise where they say nothing
    static Credentials of(Access access, Credentials otherwise) {
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
        return access.oauth2() == null ? otherwise : new OAuth2Token(access.oauth2());
    }

    /// Lets go of what was opened for them.
    @Override
    default void close() {}

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
