package io.heliograph.plugins.influxdb.listener;

import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.httpserver.ServerOptions;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.influxdb.intake.IntakeLimits;
import io.heliograph.plugins.influxdb.intake.IntakeOptions;
import io.heliograph.plugins.influxdb.intake.RowRoom;
import org.jspecify.annotations.Nullable;

/// How `inputs.influxdb_listener` listens.
public record InfluxdbListenerConfig(
        @Option(
                doc = "Address and port to listen on. `:8186` means all addresses, which needs authentication or "
                        + "`allow_insecure`.",
                defaultValue = "127.0.0.1:8186")
        String serviceAddress,

        @Inline IntakeOptions intake,

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

        @Inline ServerOptions server,
        @Inline ServerTlsOptions tls) {

    /// @throws InvalidOptionException for an address that anybody could write to, and options that would be without
    ///     effect
    public InfluxdbListenerConfig {
        boolean basic = isSet(basicUsername) || isSet(basicPassword);
        if (tokenUsername != null && !isSet(tokenSharedSecret)) {
            throw new InvalidOptionException("token_username", "is without effect: no token_shared_secret");
        }
        if (basic && isSet(tokenSharedSecret)) {
            throw new InvalidOptionException("token_shared_secret", "either a token or user and password, not both");
        }
        if (!basic && !isSet(tokenSharedSecret) && !tls.checksClients() && !intake.allowInsecure()) {
            IntakeLimits.checkLoopback(
                    serviceAddress, "basic_username and basic_password, token_shared_secret or tls_allowed_cacerts");
        }
    }

    IntakeLimits limits() {
        return new IntakeLimits(intake.maxBodySize().bytes(), intake.writeTimeout(), server.budget(), new RowRoom(0));
    }

    private static boolean isSet(@Nullable Secret secret) {
        return secret != null && !secret.isEmpty();
    }
}
