package io.heliograph.plugins.influxdb.listener;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.httpserver.SecretCheck;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Decides by the header `Authorization` who may write. The parameters `u` and `p` of the URL are no credentials:
/// URLs end up in logs.
final class Gate {
    private final InstantSource clock;
    private final @Nullable SecretCheck user;
    private final String shared;
    private final @Nullable String tokenUser;

    Gate(InfluxdbListenerConfig config, InstantSource clock) {
        this.clock = clock;
        this.shared = text(config.tokenSharedSecret());
        this.tokenUser = config.tokenUsername();
        String name = text(config.basicUsername());
        String password = text(config.basicPassword());
        this.user = name.isEmpty() && password.isEmpty() ? null : SecretCheck.ofUser(name, password);
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }

    boolean admits(@Nullable String authorization) {
        if (!shared.isEmpty()) {
            String token = SecretCheck.credentials("Bearer", authorization);
            return token != null && new WebToken(token).isValid(shared, tokenUser, clock.instant());
        }
        return user == null || user.admitsBasic(authorization);
    }
}
