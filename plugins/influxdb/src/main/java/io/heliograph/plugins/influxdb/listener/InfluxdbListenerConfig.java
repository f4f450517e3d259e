package io.heliograph.plugins.influxdb.listener;

import io.heliograph.api.DataSize;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.httpserver.ServerOptions;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.influxdb.intake.IntakeLimits;
import io.heliograph.plugins.influxdb.intake.ParserType;
import io.heliograph.plugins.influxdb.intake.RowRoom;
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
                doc = "The largest body in bytes, unpacked; 0 for 32 MiB. What is packed may not become more than 200 "
                        + "times as large, beyond 1 MiB.",
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

        @Inline ServerOptions server,
        @Inline ServerTlsOptions tls) {

    /// @throws InvalidOptionException for an address that anybody could write to, and options that would be without
    ///     effect
    public InfluxdbListenerConfig {
        readTimeout = IntakeLimits.atLeastASecond(readTimeout);
        writeTimeout = IntakeLimits.atLeastASecond(writeTimeout);
        maxBodySize = IntakeLimits.bodySize(maxBodySize);
        boolean basic = isSet(basicUsername) || isSet(basicPassword);
        if (tokenUsername != null && !isSet(tokenSharedSecret)) {
            throw new InvalidOptionException("token_username", "is without effect: no token_shared_secret");
        }
        if (basic && isSet(tokenSharedSecret)) {
            throw new InvalidOptionException("token_shared_secret", "either a token or user and password, not both");
        }
        if (!basic && !isSet(tokenSharedSecret) && !tls.checksClients() && !allowInsecure) {
            IntakeLimits.checkLoopback(
                    serviceAddress, "basic_username and basic_password, token_shared_secret or tls_allowed_cacerts");
        }
    }

    IntakeLimits limits() {
        return new IntakeLimits(maxBodySize.bytes(), writeTimeout, server.budget(), new RowRoom(0));
    }

    private static boolean isSet(@Nullable Secret secret) {
        return secret != null && !secret.isEmpty();
    }
}
