package io.heliograph.plugins.influxdb.listener;

import io.heliograph.api.DataSize;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How `inputs.influxdb_listener` listens.
public record InfluxdbListenerConfig(
        @Option(
                doc = "Address and port to listen on. `:8186` means all addresses, which needs authentication or "
                        + "`allow_insecure`.",
                defaultValue = "127.0.0.1:8186")
        String serviceAddress,

        @Option(doc = "Listen on other than loopback addresses although anybody there may then write.")
        boolean allowInsecure,

        @Option(
                doc = "For reading a request's body; a slower client is cut off. Less than a second means 10s, as "
                        + "in Telegraf.",
                defaultValue = "10s")
        Duration readTimeout,

        @Option(
                doc = "For taking the rows into the buffers of all outputs, before the client is told to come "
                        + "again. Less than a second means 10s, as in Telegraf.",
                defaultValue = "10s")
        Duration writeTimeout,

        @Option(
                doc = "The largest body in bytes, unpacked; 0 for 32 MiB. All bodies under way together take at "
                        + "most a quarter of the heap.",
                defaultValue = "32MiB")
        DataSize maxBodySize,

        @Option(doc = "Tag that gets the database of the request.", example = "db") @Nullable
        String databaseTag,

        @Option(doc = "Tag that gets the retention policy of the request.", example = "rp") @Nullable
        String retentionPolicyTag,

        @Option(doc = "User that clients must name, by basic authentication.") @Nullable
        Secret basicUsername,

        @Option(doc = "Password that clients must give.") @Nullable
        Secret basicPassword,

        @Option(
                doc = "Secret that clients sign a JSON web token with (HS256, HS384 or HS512), sent as "
                        + "`Authorization: Bearer`.")
        @Nullable
        Secret tokenSharedSecret,

        @Option(doc = "What the claim `username` of the token must be; without it, anything.", example = "telegraf")
        @Nullable
        String tokenUsername,

        @Option(
                doc = "Telegraf's choice between two parsers, `internal` or `upstream`. Accepted; there is one "
                        + "parser here, which reads all that both do.",
                defaultValue = "internal")
        ParserType parserType,

        @Inline ServerTlsOptions tls) {

    private static final DataSize LARGEST = new DataSize(32L << 20);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /// Telegraf's two parsers.
    public enum ParserType {
        /// Its own state machine.
        INTERNAL,
        /// That of the line-protocol library.
        UPSTREAM
    }

    /// @throws InvalidOptionException for an address that anybody could write to, and options that would be without
    ///     effect
    public InfluxdbListenerConfig {
        readTimeout = atLeastASecond(readTimeout);
        writeTimeout = atLeastASecond(writeTimeout);
        maxBodySize = maxBodySize.bytes() == 0 ? LARGEST : maxBodySize;
        boolean basic = isSet(basicUsername) || isSet(basicPassword);
        if (maxBodySize.bytes() > Integer.MAX_VALUE - 64 * 1024) {
            throw new InvalidOptionException("max_body_size", "larger than an array: " + maxBodySize + " (try 32MiB)");
        }
        if (tokenUsername != null && !isSet(tokenSharedSecret)) {
            throw new InvalidOptionException("token_username", "is without effect: no token_shared_secret");
        }
        if (basic && isSet(tokenSharedSecret)) {
            throw new InvalidOptionException("token_shared_secret", "either a token or user and password, not both");
        }
        boolean open = !basic && !isSet(tokenSharedSecret) && !tls.checksClients();
        if (open && !allowInsecure && !ListenAddress.of(serviceAddress).isLoopback()) {
            throw new InvalidOptionException(
                    "service_address",
                    "anybody who reaches '" + serviceAddress + "' could write: "
                            + "listen on 127.0.0.1, set basic_username and basic_password, token_shared_secret or "
                            + "tls_allowed_cacerts, or allow_insecure = true");
        }
    }

    private static Duration atLeastASecond(Duration option) {
        return option.compareTo(Duration.ofSeconds(1)) < 0 ? TEN_SECONDS : option;
    }

    private static boolean isSet(@Nullable Secret secret) {
        return secret != null && !secret.isEmpty();
    }
}
